/// Which way bytes go through one channel of a line.
struct ChannelRoles: OptionSet {
  let rawValue: UInt8

  static let input = ChannelRoles(rawValue: 1)
  static let output = ChannelRoles(rawValue: 2)
  static let both: ChannelRoles = [.input, .output]
}
