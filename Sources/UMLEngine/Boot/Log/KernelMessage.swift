/// What a program writes to /dev/kmsg: `<priority>text`, the priority optional.
struct KernelMessage: Equatable {
  /// LOG_LINE_MAX: more is EINVAL.
  static let sizeLimit = 1024 - 48

  var level = LogLevel.warning
  /// LOG_USER, so that nobody can speak as the kernel.
  var facility = 1
  var text: [UInt8]

  init(_ bytes: [UInt8]) {
    text = bytes
    if bytes.first == UInt8(ascii: "<"), let end = bytes.firstIndex(of: UInt8(ascii: ">")),
      let priority = Int(String(decoding: bytes[1..<end], as: UTF8.self)), priority >= 0
    {
      level = LogLevel(rawValue: priority & 7) ?? .warning
      if priority >> 3 != 0 { facility = priority >> 3 }
      text = Array(bytes[(end + 1)...])
    }
    if text.last == UInt8(ascii: "\n") { text.removeLast() }
  }
}
