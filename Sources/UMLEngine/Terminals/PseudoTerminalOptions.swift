import LinuxABI

/// Options of a devpts mount.
struct PseudoTerminalOptions {
  var userID: UInt32?
  var groupID: UInt32?
  var permissions: FileMode = 0o600
  /// Of the ptmx inside the mount.
  var primaryPermissions: FileMode = 0o000
  var maximum = PseudoTerminals.limit

  init() {}

  /// EINVAL for a word or number that means nothing.
  init(parsing words: [(name: String, value: String)]) throws(Errno) {
    for (name, value) in words {
      switch name {
      case "": continue
      case "uid": userID = try Self.number(value, radix: 10)
      case "gid": groupID = try Self.number(value, radix: 10)
      case "mode": permissions = FileMode(rawValue: try Self.number(value, radix: 8) & 0o777)
      case "ptmxmode":
        primaryPermissions = FileMode(rawValue: try Self.number(value, radix: 8) & 0o777)
      case "max": maximum = min(Int(try Self.number(value, radix: 10)), PseudoTerminals.limit)
      case "newinstance": continue
      default: throw .invalidArgument
      }
    }
  }

  private static func number(_ text: String, radix: Int) throws(Errno) -> UInt32 {
    guard let value = UInt32(text, radix: radix) else { throw .invalidArgument }
    return value
  }

  /// As mount(8) shows them.
  var text: String {
    var words: [String] = []
    if let userID { words.append("uid=\(userID)") }
    if let groupID { words.append("gid=\(groupID)") }
    words.append("mode=" + octal(permissions))
    words.append("ptmxmode=" + octal(primaryPermissions))
    return words.joined(separator: ",")
  }

  private func octal(_ mode: FileMode) -> String {
    let digits = String(mode.rawValue, radix: 8)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
