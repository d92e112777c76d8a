/// Answers to the guest. Nothing the guest wrote comes back in them but its cleaned titles.
extension Screen {
  /// CSI, text.
  mutating func reply(control text: String) {
    reply(introducer: UInt8(ascii: "["), text)
  }

  /// DCS, text, ST.
  mutating func reply(device text: String) {
    reply(introducer: UInt8(ascii: "P"), text)
    endString()
  }

  /// OSC, text, and the end that the question had.
  mutating func reply(command text: String, endedByBell: Bool) {
    reply(introducer: UInt8(ascii: "]"), text)
    if endedByBell { replies.append(0x07) } else { endString() }
  }

  mutating func reply(introducer: UInt8, _ text: String) {
    guard replies.count < Self.replyLimit else { return }

    appendControl(introducer)
    replies.append(contentsOf: text.utf8)
  }

  private mutating func endString() { appendControl(UInt8(ascii: "\\")) }

  private mutating func appendControl(_ byte: UInt8) {
    if sendsEightBitControls {
      replies.append(byte + 0x40)
    } else {
      replies.append(0x1b)
      replies.append(byte)
    }
  }

  /// DA1. 1: 132 columns, 2: printer port, 6: selective erase, 9: national sets, 15: technical
  /// set, 16: locator, 17: terminal state, 18: windowing, 21: horizontal scrolling, 22: colour,
  /// 28: rectangles, 29: text locator. A VT100 has but the second of these (its printer port).
  mutating func reportPrimaryAttributes() {
    guard conformanceLevel > 61 else { return reply(control: "?1;2c") }

    reply(control: "?\(conformanceLevel);1;2;6;9;15;16;17;18;21;22;28;29c")
  }

  /// DA2: the kind of terminal, and the version of xterm whose behaviour this follows, by which
  /// programs choose what they use.
  private mutating func reportSecondaryAttributes() {
    let kinds = [65: 64, 64: 41, 63: 24, 62: 1]
    reply(control: ">\(kinds[conformanceLevel] ?? 0);379;0c")
  }

  mutating func performReport(
    _ action: TerminalAction, _ parameters: ParserParameters
  ) -> Bool {
    let selector = parameters.selector(0)
    switch action {
    case .primaryAttributes: if selector == 0 { reportPrimaryAttributes() }
    case .secondaryAttributes: if selector == 0 { reportSecondaryAttributes() }
    case .tertiaryAttributes: if selector == 0 { reply(device: "!|00000000") }
    case .version: if selector == 0 { reply(device: ">|umltop(1)") }
    case .statusReport: reportStatus(selector)
    case .privateStatusReport: reportPrivateStatus(parameters)
    case .requestParameters:
      if selector < 2 { reply(control: "\(selector + 2);1;1;128;128;1;0x") }
    case .requestPresentation: reportPresentation(selector)
    case .windowOperation: performWindowOperation(parameters)
    case .checksum: reportChecksum(parameters)
    case .reportGraphics: reportGraphics(parameters)
    default: return false
    }
    return true
  }

  private mutating func reportStatus(_ selector: Int) {
    switch selector {
    case 5: reply(control: "0n")
    case 6:
      let (row, column) = originPosition
      reply(control: "\(row + 1);\(column + 1)R")
    default: break
    }
  }

  /// DECDSR. What we have none of, we say so: printer, locator, macros.
  private mutating func reportPrivateStatus(_ parameters: ParserParameters) {
    switch parameters.selector(0) {
    case 6:
      let (row, column) = originPosition
      reply(control: "?\(row + 1);\(column + 1);1R")
    case 15: reply(control: "?13n")
    case 25: reply(control: "?20n")
    case 26: reply(control: "?27;1;0;0n")
    case 53, 55: reply(control: "?50n")
    case 56: reply(control: "?57;0n")
    case 62: reply(control: "0*{")
    case 63: reply(device: "\(parameters.selector(1))!~0000")
    case 75: reply(control: "?70n")
    case 85: reply(control: "?83n")
    case 996: reply(control: "?997;1n")
    default: unknownSequences += 1
    }
  }
}
