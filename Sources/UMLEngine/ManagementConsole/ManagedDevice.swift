/// A kind of device that the management console can configure: `con`, `ssl`, `mem`.
protocol ManagedDevice: AnyObject {
  /// What a configuration begins with.
  var name: String { get }
  /// `0=pts` after the name: adds or changes.
  func configure(_ text: String) throws(ManagedDeviceError)
  /// `0` after the name: how it is configured.
  func configuration(of text: String) throws(ManagedDeviceError) -> String
  func remove(_ text: String) throws(ManagedDeviceError)
}

/// What the client is told, and its exit status.
struct ManagedDeviceError: Error, Equatable {
  let text: String
  /// A negated errno, or 1.
  let code: Int32
}
