public import LinuxABI

/// One component of a path, as bytes: never empty, `.`, `..`, and without a slash.
///
/// All operations relative to a directory take this type, so none can lead out of the directory:
/// a jail by construction. Whoever serves a guest's path walks it name by name and decides itself
/// about `..` and symbolic links.
public struct HostFileName: Hashable, Sendable {
  /// With the NUL that C wants.
  private let terminated: [UInt8]

  /// - Throws: what Linux answers: `.noSuchFileOrDirectory` for nothing, `.fileNameTooLong` beyond
  ///   255 bytes; `.invalidArgument` for names that are not one component.
  public init(_ bytes: [UInt8]) throws(Errno) {
    guard !bytes.isEmpty else { throw .noSuchFileOrDirectory }
    guard bytes.count <= 255 else { throw .fileNameTooLong }
    for byte in bytes where byte == 0 || byte == UInt8(ascii: "/") { throw .invalidArgument }
    let dot = UInt8(ascii: ".")
    guard bytes[0] != dot || bytes != [dot] && bytes != [dot, dot] else { throw .invalidArgument }
    var terminated = bytes
    terminated.append(0)
    self.terminated = terminated
  }

  /// A name in text.
  public init(_ text: String) throws(Errno) {
    try self.init(Array(text.utf8))
  }

  public var bytes: ArraySlice<UInt8> { terminated.dropLast() }

  /// For C; a NUL follows the bytes.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    terminated.withUnsafeBytes { buffer in
      // Never nil: there is at least the NUL.
      guard let base = buffer.assumingMemoryBound(to: CChar.self).baseAddress else {
        preconditionFailure("a file name is never empty")
      }
      return body(base)
    }
  }
}

extension HostFileName: CustomStringConvertible {
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension HostFileName: ExpressibleByStringLiteral {
  /// For names in the program's text.
  public init(stringLiteral text: String) {
    do throws(Errno) {
      try self.init(text)
    } catch {
      preconditionFailure("\(text) is not a file name")
    }
  }
}
