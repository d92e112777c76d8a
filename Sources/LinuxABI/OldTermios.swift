/// The settings as they were before there was termios: the lower halves of the flags and eight
/// characters. The corresponding C type is `struct termio` (`TCGETA`).
public struct OldTermios: GuestLayout {
  public static let size = 18

  private var flags: [UInt16]
  private var lineDiscipline: UInt8
  private var characters: [UInt8]

  public init(_ settings: Termios) {
    flags = [
      settings.inputFlags.rawValue, settings.outputFlags.rawValue, settings.controlFlags.rawValue,
      settings.localFlags.rawValue,
    ].map { UInt16(truncatingIfNeeded: $0) }
    lineDiscipline = settings.lineDiscipline
    characters = Array(settings.controlCharacters.bytes.prefix(8))
  }

  public init(from reader: inout ByteReader) {
    flags = [reader.read(), reader.read(), reader.read(), reader.read()]
    lineDiscipline = reader.read()
    characters = reader.read(count: 8)
    reader.skip(1)
  }

  public func write(to writer: inout ByteWriter) {
    for flag in flags { writer.write(flag) }
    writer.write(lineDiscipline)
    writer.write(characters)
    writer.pad(1)
  }

  /// The lower halves of the flags and the first eight characters; the rest stays.
  public func applied(to settings: Termios) -> Termios {
    func merge(_ old: UInt32, _ index: Int) -> UInt32 { old & 0xffff_0000 | UInt32(flags[index]) }
    var new = settings
    new.inputFlags.rawValue = merge(settings.inputFlags.rawValue, 0)
    new.outputFlags.rawValue = merge(settings.outputFlags.rawValue, 1)
    new.controlFlags.rawValue = merge(settings.controlFlags.rawValue, 2)
    new.localFlags.rawValue = merge(settings.localFlags.rawValue, 3)
    new.controlCharacters = ControlCharacters(
      bytes: characters + settings.controlCharacters.bytes.dropFirst(8))
    return new
  }
}
