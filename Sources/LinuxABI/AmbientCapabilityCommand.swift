/// What `PR_CAP_AMBIENT` of `prctl(2)` does to the ambient set.
public enum AmbientCapabilityCommand: UInt64, CaseIterable, Sendable {
  /// The corresponding C constant is `PR_CAP_AMBIENT_IS_SET`.
  case isSet = 1
  /// The corresponding C constant is `PR_CAP_AMBIENT_RAISE`.
  case raise = 2
  /// The corresponding C constant is `PR_CAP_AMBIENT_LOWER`.
  case lower = 3
  /// The corresponding C constant is `PR_CAP_AMBIENT_CLEAR_ALL`.
  case clearAll = 4
}
