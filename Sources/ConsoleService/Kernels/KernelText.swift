/// Learns from what a real UML kernel prints on its console what it is doing.
///
/// ```
///   Checking that ptrace can …            (early checks: a boot begins)  ─► booting
///   Run /sbin/init as init process                                       ─► running
///   Kernel panic - not syncing: REASON                                   ─► remembered
///   reboot: Restarting system                                            ─► booting
/// ```
/// Anybody in the guest can print such lines. So nothing but a state that the next line corrects
/// follows from them; what became of the kernel, its process tells.
struct KernelText {
  enum Milestone: Equatable {
    case booting
    case running
  }

  private static let lineLimit = 512
  private static let panicMark = "Kernel panic - not syncing: "

  /// Of the last panic message.
  private(set) var panicReason: String?
  private var line: [UInt8] = []

  /// Takes more of the output; the milestones in it, in order.
  mutating func take(_ bytes: [UInt8]) -> [Milestone] {
    var milestones: [Milestone] = []
    for byte in bytes {
      switch byte {
      case 0x0a:
        if let milestone = lineEnded() { milestones.append(milestone) }
        line.removeAll(keepingCapacity: true)
      case 0x0d: break
      default: if line.count < Self.lineLimit { line.append(byte) }
      }
    }
    return milestones
  }

  private mutating func lineEnded() -> Milestone? {
    let text = Self.withoutStamp(line)
    if text.hasPrefix("Run /"), text.hasSuffix(" as init process") { return .running }
    // Before Linux 5.0 the line was not printed; this is the last one of theirs.
    if text.hasPrefix("Freeing unused kernel") { return .running }
    if text.hasPrefix("Checking that ptrace can change system call numbers")
      || text == "reboot: Restarting system" || text == "Restarting system."
    {
      return .booting
    }
    if text.hasPrefix(Self.panicMark) {
      panicReason = String(text.dropFirst(Self.panicMark.count).prefix(200))
    }
    return nil
  }

  /// Without `[    0.123456] ` (printk.time), and the `<0>` of a dump.
  private static func withoutStamp(_ line: [UInt8]) -> Substring {
    var text = Substring(decoding: line, as: UTF8.self)
    if text.hasPrefix("<"), let end = text.firstIndex(of: ">") { text = text[end...].dropFirst() }
    if text.hasPrefix("["), let end = text.firstIndex(of: "]"),
      text[..<end].dropFirst().allSatisfy({ $0.isNumber || $0 == " " || $0 == "." })
    {
      text = text[end...].dropFirst().drop { $0 == " " }
    }
    return text
  }
}
