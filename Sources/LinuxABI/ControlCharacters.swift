/// A terminal's nineteen control characters: `c_cc`.
public struct ControlCharacters: GuestLayout {
  public static let size = 19

  /// What turns a character off. The corresponding C constant is `_POSIX_VDISABLE`.
  public static let disabled: UInt8 = 0

  private var storage = InlineArray<19, UInt8>(repeating: 0)

  /// Every character disabled, timeout and minimum zero.
  public init() {}

  public init(from reader: inout ByteReader) {
    for index in storage.indices { storage[index] = reader.read() }
  }

  public func write(to writer: inout ByteWriter) {
    for index in storage.indices { writer.write(storage[index]) }
  }

  public subscript(index: ControlCharacter) -> UInt8 {
    get { storage[index.rawValue] }
    set { storage[index.rawValue] = newValue }
  }

  /// What Linux gives a new terminal (`INIT_C_CC`).
  public static let standard = {
    var characters = ControlCharacters()
    characters[.interrupt] = 3  // ^C
    characters[.quit] = 28  // ^\
    characters[.erase] = 127  // DEL
    characters[.kill] = 21  // ^U
    characters[.endOfFile] = 4  // ^D
    characters[.minimum] = 1
    characters[.start] = 17  // ^Q
    characters[.stop] = 19  // ^S
    characters[.suspend] = 26  // ^Z
    characters[.reprint] = 18  // ^R
    characters[.discard] = 15  // ^O
    characters[.wordErase] = 23  // ^W
    characters[.literalNext] = 22  // ^V
    return characters
  }()
}

extension ControlCharacters: Hashable {
  public static func == (left: ControlCharacters, right: ControlCharacters) -> Bool {
    left.storage.indices.allSatisfy { left.storage[$0] == right.storage[$0] }
  }

  public func hash(into hasher: inout Hasher) {
    for index in storage.indices { hasher.combine(storage[index]) }
  }
}
