import LinuxABI

extension LocalSocketTable {
  /// The text of /proc/net/unix. See proc(5).
  ///
  /// The first column is an address in Linux; here nobody is to make anything of it.
  var listing: [UInt8] {
    var text = Array("Num       RefCount Protocol Flags    Type St Inode Path\n".utf8)
    for socket in all {
      let flags = socket.isListening ? 0x1_0000 : 0
      // SS_CONNECTED and SS_UNCONNECTED of <linux/net.h>.
      let state = socket.isConnected ? 3 : 1
      let columns = [
        padded(0, 16), ":", " ", padded(2, 8), " ", padded(0, 8), " ", padded(flags, 8), " ",
        padded(Int(socket.type.rawValue), 4), " ", padded(state, 2), " ",
        paddedDecimal(socket.inode, 5),
      ]
      text += Array(columns.joined().utf8)
      switch socket.name {
      case .unnamed: break
      case .path(let path): text += [0x20] + path
      case .abstract(let name):
        text += Array(" @".utf8) + name.map { $0 == 0 ? UInt8(ascii: "@") : $0 }
      }
      text.append(0x0a)
    }
    return text
  }

  private func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private func paddedDecimal(_ value: UInt64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: " ", count: max(0, width - digits.count)) + digits
  }
}
