import LinuxABI

/// An ELF file, checked and laid out: what has to be mapped where. See elf(5).
struct ELFImage {
  /// A loadable segment in pages. Addresses are relative to where the image is placed.
  struct Segment {
    var address: UInt64
    var fileLength: UInt64
    var fileOffset: UInt64
    var protection: UInt32
    /// What is to be cleared between the file's bytes and the end of their last page.
    var zeroed: Range<UInt64>
    /// Whole pages of zeros that follow.
    var anonymousAddress: UInt64
    var anonymousLength: UInt64
  }

  /// At most this many loadable segments; linkers make four or five.
  static let segmentLimit = 12

  let segments: [Segment]
  let entry: UInt64
  /// Where the program headers are in memory, and how many.
  let headerAddress: UInt64
  let headerCount: UInt64
  /// The program must be where it says (ET_EXEC).
  let isFixed: Bool
  /// The path of the program that loads this one, without its NUL.
  let interpreter: [UInt8]?
  /// A host descriptor of the file, borrowed from ``file``.
  let descriptor: Int32
  /// Keeps the descriptor alive.
  let file: any FileObject

  var lowest: UInt64 { segments.first?.address ?? 0 }
  var highest: UInt64 {
    segments.map { max($0.address + $0.fileLength, $0.anonymousAddress + $0.anonymousLength) }.max()
      ?? 0
  }
}
