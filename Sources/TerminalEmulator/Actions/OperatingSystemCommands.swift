extension Screen {
  /// OSC: a number, a semicolon, text.
  mutating func operatingSystemCommand(_ text: [UInt8], endedByBell: Bool) {
    canRepeat = false
    let end = text.firstIndex(of: UInt8(ascii: ";")) ?? text.endIndex
    guard let number = Int(String(decoding: text[..<end], as: UTF8.self)) else {
      unknownSequences += 1
      return
    }

    let rest = text[min(end + 1, text.endIndex)...]
    switch number {
    case 0:
      setTitle(icon: titleText(rest))
      setTitle(window: titleText(rest))
    case 1: setTitle(icon: titleText(rest))
    case 2: setTitle(window: titleText(rest))
    case 4: setColors(rest, offset: 0, number, endedByBell)
    case 5: setColors(rest, offset: 256, number, endedByBell)
    case 7: report(.workingDirectory(Titles.cleaned(rest)))
    case 8: openHyperlink(rest)
    case 9: report(.notification(title: "", body: Titles.cleaned(rest)))
    case 10...19: setDynamicColors(rest, from: number, endedByBell)
    case 52: setClipboard(rest)
    // All of them means the special ones too.
    case 104: resetColors(rest, offset: 0, count: ColorTable.count)
    case 105: resetColors(rest, offset: 256, count: ColorTable.count - 256)
    case 110...119: resetDynamicColor(number - 110)
    case 133: markPrompt(rest)
    case 777: notify(rest)
    default: unknownSequences += 1
    }
  }

  /// OSC 52. Only setting: what the user has copied is not for the guest to read.
  private mutating func setClipboard(_ text: ArraySlice<UInt8>) {
    guard let separator = text.firstIndex(of: UInt8(ascii: ";")) else { return }

    let payload = text[(separator + 1)...]
    guard !payload.elementsEqual([UInt8(ascii: "?")]) else { return }

    let selection = Titles.cleaned(text[..<separator])
    report(.clipboard(selection: selection, text: Base64.decode(payload) ?? []))
  }

  /// OSC 8: parameters, semicolon, address; an empty address ends the link.
  private mutating func openHyperlink(_ text: ArraySlice<UInt8>) {
    guard let separator = text.firstIndex(of: UInt8(ascii: ";")) else { return }

    let address = Titles.cleaned(text[(separator + 1)...], limit: HyperlinkTable.longestAddress)
    guard !address.isEmpty else {
      pen.hyperlink = 0
      return
    }

    let parameters = Titles.cleaned(text[..<separator]).split(separator: ":")
    let identifier = parameters.first { $0.hasPrefix("id=") }?.dropFirst(3) ?? ""
    let link = HyperlinkTable.Link(identifier: String(identifier), address: address)
    pen.hyperlink = hyperlinks.number(for: link)
  }

  /// OSC 133: a shell's prompt, command, output and end.
  private mutating func markPrompt(_ text: ArraySlice<UInt8>) {
    let fields = Titles.cleaned(text).split(separator: ";")
    guard let kind = fields.first?.first, "ABCD".contains(kind) else { return }

    if kind == "A" { grid[info: cursor.row].isPrompt = true }
    let status = kind == "D" && fields.count > 1 ? Int(fields[1]) : nil
    report(.shellMark(kind, status: status))
  }

  private mutating func notify(_ text: ArraySlice<UInt8>) {
    let fields = Titles.cleaned(text).split(separator: ";", maxSplits: 2)
    guard fields.count == 3, fields[0] == "notify" else { return }

    report(.notification(title: String(fields[1]), body: String(fields[2])))
  }
}
