/// One component of a path: bytes without `/` and NUL, at most 255 of them.
///
/// Carries a digest, because every step of a path walk looks a name up in a dictionary.
struct FileName: Hashable {
  /// NAME_MAX.
  static let lengthLimit = 255

  let bytes: [UInt8]
  private let digest: UInt64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // FNV-1a: cheap for short names. Hasher mixes the result with its secret.
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.digest = digest
  }

  init(_ name: String) { self.init(Array(name.utf8)) }

  static func == (a: FileName, b: FileName) -> Bool {
    a.digest == b.digest && a.bytes == b.bytes
  }

  func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

extension FileName: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self.init(value) }
}

extension FileName: CustomStringConvertible {
  var description: String { String(decoding: bytes, as: UTF8.self) }
}
