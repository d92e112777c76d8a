import LinuxABI

/// Reads cpio archives of the `newc` kind, one after another as an initrd may have them. See
/// Documentation/driver-api/early-userspace/buffer-format in Linux.
struct CPIOArchive {
  /// What is wrong with an archive, in Linux' words.
  struct FormatError: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  private static let headerSize = 110
  private static let nameLimit = 4096

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// - Parameter bytes: unpacked, beginning with a header.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Where reading stopped: after the trailer and the padding behind it.
  var end: Int { position }

  /// Whether bytes begin like an archive.
  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: "070701".utf8) || bytes.starts(with: "070702".utf8)
  }

  /// The next file; nil after the trailer.
  mutating func next() throws(FormatError) -> ArchiveEntry? {
    guard bytes.endIndex - position >= Self.headerSize, Self.begins(bytes[position...]) else {
      throw FormatError(description: "no cpio magic")
    }
    let fields = try (0..<13).map { index throws(FormatError) in
      try number(at: position + 6 + 8 * index)
    }
    let nameLength = Int(fields[11])
    let contentLength = Int(fields[6])
    guard (1...Self.nameLimit).contains(nameLength) else {
      throw FormatError(description: "bad name length")
    }
    let nameStart = position + Self.headerSize
    let contentStart = aligned(nameStart + nameLength)
    guard contentStart <= bytes.endIndex, contentLength <= bytes.endIndex - contentStart else {
      throw FormatError(description: "unexpected end of archive")
    }
    let name = bytes[nameStart..<nameStart + nameLength].prefix { $0 != 0 }
    position = min(aligned(contentStart + contentLength), bytes.endIndex)
    if name.elementsEqual("TRAILER!!!".utf8) { return nil }
    return ArchiveEntry(
      path: Self.relative(name), mode: FileMode(rawValue: fields[1]), userID: fields[2],
      groupID: fields[3], modificationSeconds: fields[5],
      device: DeviceNumber(major: fields[9], minor: fields[10]),
      contents: bytes[contentStart..<contentStart + contentLength],
      linkIdentity: fields[4] < 2
        ? 0
        : UInt64(fields[7] & 0xff) << 48 | UInt64(fields[8] & 0xff) << 40 | UInt64(fields[0]))
  }

  private func number(at start: Int) throws(FormatError) -> UInt32 {
    let text = String(decoding: bytes[start..<start + 8], as: UTF8.self)
    guard let value = UInt32(text, radix: 16) else {
      throw FormatError(description: "bad header")
    }
    return value
  }

  /// Files and names begin at multiples of four from the start of the archive.
  private func aligned(_ index: Int) -> Int {
    bytes.startIndex + (index - bytes.startIndex + 3) & ~3
  }

  private static func relative(_ name: ArraySlice<UInt8>) -> [UInt8] {
    let parts = name.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    return Array(parts.joined(separator: [UInt8(ascii: "/")]))
  }
}
