/// A file's type and permissions as `st_mode` has them.
///
/// Permissions may be written as an octal literal: `let mode: FileMode = 0o644`.
public struct FileMode: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public init(_ type: FileType, _ permissions: FileMode = []) {
    rawValue = type.modeBits | permissions.permissions.rawValue
  }

  /// What kind of file, `nil` when the bits are none of Linux's types.
  public var type: FileType? { FileType(rawValue: UInt8(rawValue >> 12 & 0xf)) }

  /// The mode without its type: twelve bits.
  public var permissions: FileMode {
    get { intersection(.permissionMask) }
    set { rawValue = rawValue & FileMode.typeMask.rawValue | newValue.permissions.rawValue }
  }

  /// Every bit that `chmod(2)` can change.
  public static let permissionMask = FileMode(rawValue: 0o7777)
  /// Read, write and execute for owner, group and others.
  public static let accessMask = FileMode(rawValue: 0o777)
  /// The type's bits. The corresponding C constant is `S_IFMT`.
  public static let typeMask = FileMode(rawValue: 0o170000)

  public var isDirectory: Bool { type == .directory }
}

extension FileMode: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: UInt32) { rawValue = value }
}

extension FileMode: CustomStringConvertible {
  /// As `ls -l` shows it: `-rwsr-xr-x`.
  public var description: String {
    func triple(_ shift: UInt32, _ special: FileMode, _ letter: Character) -> String {
      let bits = rawValue >> shift
      let executes = bits & 1 != 0
      let capital = Character(letter.uppercased())
      let last: Character =
        contains(special) ? (executes ? letter : capital) : (executes ? "x" : "-")
      return (bits & 4 != 0 ? "r" : "-") + (bits & 2 != 0 ? "w" : "-") + String(last)
    }
    return String(type?.letter ?? "?") + triple(6, .setUserID, "s") + triple(3, .setGroupID, "s")
      + triple(0, .sticky, "t")
  }
}
