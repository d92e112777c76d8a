/// Which line a channel belongs to.
struct LineIdentity: Hashable, Sendable {
  let kind: LineConfiguration.Kind
  let number: Int

  /// `con0`, `ssl3`.
  var name: String { "\(kind.rawValue)\(number)" }
  /// The guest's device below /dev: `tty0`, `ttyS3`.
  var deviceName: String { "\(kind.deviceName)\(number)" }
}
