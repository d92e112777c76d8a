extension VTParser {
  /// Bytes that bring a fresh parser to where this one stands in the middle of a sequence.
  var pendingBytes: [UInt8] {
    switch state {
    case .ground: return decoder.pending
    case .stringEscape: return opening(interrupted) + [0x1b]
    default: return opening(state)
    }
  }

  private func opening(_ state: ParserState) -> [UInt8] {
    switch state {
    case .ground, .stringEscape: []
    case .escape, .escapeIntermediate: [0x1b] + intermediateBytes
    case .controlEntry, .controlParameter, .controlIntermediate:
      Array("\u{1b}[".utf8) + sequenceBytes
    // A marker in the wrong place makes the rest of a sequence be ignored.
    case .controlIgnore: Array("\u{1b}[0?".utf8)
    case .deviceEntry, .deviceParameter, .deviceIntermediate:
      Array("\u{1b}P".utf8) + sequenceBytes
    case .devicePassthrough:
      // Too long a string is ignored at its end; any that means nothing will do for it.
      stringOverflowed
        ? Array("\u{1b}P0?".utf8) + lead
        : Array("\u{1b}P".utf8) + sequenceBytes + [deviceFinal] + string
    case .deviceIgnore: Array("\u{1b}P0?".utf8) + lead
    case .commandString:
      Array("\u{1b}]".utf8) + (stringOverflowed ? Array("0x;".utf8) + lead : string)
    case .ignoredString: Array("\u{1b}X".utf8) + lead
    case .vt52Escape: [0x1b] + string
    }
  }

  private var lead: [UInt8] { isAfterC1Lead ? [0xc2] : [] }

  private var intermediateBytes: [UInt8] {
    [UInt8(intermediates >> 8), UInt8(intermediates & 0xff)].filter { $0 != 0 }
  }

  private var sequenceBytes: [UInt8] {
    (marker == 0 ? [] : [marker]) + parameters.bytes + intermediateBytes
  }
}

extension ParserParameters {
  /// The numbers as they are written in a sequence.
  var bytes: [UInt8] {
    var text = ""
    for index in 0..<count {
      if index > 0 { text += isSubparameter(index) ? ":" : ";" }
      if let value = self[index] { text += String(value) }
    }
    return Array((hasOverflowed ? text + ";" : text).utf8)
  }
}
