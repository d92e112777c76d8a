/// Why a machine cannot be started, in words for the person who started it.
public struct BootError: Error, Equatable, CustomStringConvertible, Sendable {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
