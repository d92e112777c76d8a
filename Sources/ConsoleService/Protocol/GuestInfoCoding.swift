import UMLEngine

extension MessageWriter {
  mutating func write(_ phase: GuestPhase) {
    switch phase {
    case .booting: write(0 as UInt8)
    case .running: write(1 as UInt8)
    case .halted(let status):
      write(2 as UInt8)
      write(status)
    case .panicked(let reason):
      write(3 as UInt8)
      write(reason)
    }
  }

  mutating func write(_ guest: GuestInfo) {
    write(guest.umid)
    write(guest.process)
    write(guest.kernel)
    write(list: guest.portableArguments) { $0.write($1) }
    write(guest.phase)
    write(guest.uptimeMilliseconds)
    write(guest.memoryTotal)
  }

  mutating func write(_ line: LineInfo) {
    write(line.name)
    write(UInt16(clamping: line.rows))
    write(UInt16(clamping: line.columns))
    write(String(line.title.prefix(256)))
    write(line.outputCount)
    write(line.idleMilliseconds ?? .max)
    write(UInt16(clamping: line.clientCount))
    write(line.status)
  }

  private mutating func write(_ status: PaneLink.Status) {
    write(String(status.attachment.prefix(256)))
    write(String(status.logPath?.prefix(1024) ?? ""))
    write(status.cable != nil)
    guard let cable = status.cable else { return }
    write(cable.name)
    write(cable.partner ?? "")
    write(cable.sentCount)
    write(cable.receivedCount)
  }
}

extension MessageReader {
  mutating func readPhase() throws(MalformedMessage) -> GuestPhase {
    switch try read(UInt8.self) {
    case 0: .booting
    case 1: .running
    case 2: .halted(status: try read())
    case 3: .panicked(reason: try readText())
    case let other: throw MalformedMessage("there is no phase \(other)")
    }
  }

  mutating func readGuest() throws(MalformedMessage) -> GuestInfo {
    GuestInfo(
      umid: try readText(), process: try read(), kernel: try readText(),
      arguments: try readList { (reader) throws(MalformedMessage) in try reader.readText() },
      phase: try readPhase(), uptimeMilliseconds: try read(), memoryTotal: try read())
  }

  mutating func readLine() throws(MalformedMessage) -> LineInfo {
    var line = LineInfo(name: try readText())
    line.rows = Int(try read(UInt16.self))
    line.columns = Int(try read(UInt16.self))
    line.title = try readText()
    line.outputCount = try read()
    let idle = try read(UInt64.self)
    line.idleMilliseconds = idle == .max ? nil : idle
    line.clientCount = Int(try read(UInt16.self))
    line.status = try readStatus()
    return line
  }

  private mutating func readStatus() throws(MalformedMessage) -> PaneLink.Status {
    var status = PaneLink.Status(attachment: try readText())
    let path = try readText()
    status.logPath = path.isEmpty ? nil : path
    guard try readBool() else { return status }
    let name = try readText()
    let partner = try readText()
    status.cable = CableStatus(
      name: name, partner: partner.isEmpty ? nil : partner, sentCount: try read(),
      receivedCount: try read())
    return status
  }
}

extension GuestInfo {
  /// The arguments, if they fit a frame as they are: a part of them would start something else.
  fileprivate var portableArguments: [String] {
    let fits =
      arguments.count <= ConsoleProtocol.maximumListLength
      && arguments.allSatisfy { $0.utf8.count <= ConsoleProtocol.maximumTextLength }
      && arguments.reduce(0) { $0 + $1.utf8.count + 2 } <= ConsoleProtocol.pieceLength
    return fits ? arguments : []
  }
}
