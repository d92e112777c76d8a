import LinuxABI

// From a program to the driver.
extension LineDiscipline {
  /// Whether output goes out as it is, without ``processOutput(_:into:)``.
  var passesOutputUnchanged: Bool { !hasOutput(.process) }

  /// Appends what the driver gets for the written bytes to `output`. Only with OPOST.
  mutating func processOutput(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    let unusual: TerminalOutputFlags = [
      .mapLowerToUpper, .mapReturnToNewline, .noReturnAtColumnZero, .newlineReturns,
    ]
    guard settings.outputFlags.isDisjoint(with: unusual), !expandsTabs else {
      for index in bytes.indices { processOutput(bytes[index]) { output.append($0) } }
      return
    }
    copyLines(bytes, into: &output)
  }

  /// One byte, and where it leaves the cursor.
  mutating func processOutput(_ byte: UInt8, _ put: (UInt8) -> Void) {
    switch byte {
    case 0x0a:
      if hasOutput(.newlineReturns) { column = 0 }
      if hasOutput(.mapNewlineToReturnNewline) {
        column = 0
        put(0x0d)
      }
      lineStartColumn = column
      put(0x0a)
    case 0x0d:
      if column == 0, hasOutput(.noReturnAtColumnZero) { return }
      if hasOutput(.mapReturnToNewline) {
        if hasOutput(.newlineReturns) { returnToFirstColumn() }
        put(0x0a)
      } else {
        returnToFirstColumn()
        put(0x0d)
      }
    case 0x09:
      let width = 8 - column & 7
      column += width
      if expandsTabs {
        for _ in 0..<width { put(0x20) }
      } else {
        put(0x09)
      }
    case 0x08:
      if column > 0 { column -= 1 }
      put(0x08)
    default:
      if !byte.isControlCharacter, !isContinuation(byte) { column += 1 }
      put(hasOutput(.mapLowerToUpper) ? byte.uppercasedLatin : byte)
    }
  }

  /// Tab delays are a number: three means spaces.
  private var expandsTabs: Bool {
    settings.outputFlags.intersection(.tabDelay) == .expandTabs
  }

  private mutating func returnToFirstColumn() {
    column = 0
    lineStartColumn = 0
  }

  /// The everyday case, fast: only newlines change, and only what follows the last one decides
  /// about the column.
  private mutating func copyLines(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    let returns = hasOutput(.mapNewlineToReturnNewline)
    var afterLastNewline = 0
    output.append(addingCapacity: returns ? 2 * bytes.count : bytes.count) { target in
      bytes.withUnsafeBytes { bytes in
        target.withUnsafeMutableBufferPointer { buffer, count in
          var lines = LineCopy(bytes, to: UnsafeMutableRawBufferPointer(buffer), at: count)
          afterLastNewline = lines.copy(addingReturns: returns)
          count = lines.end
        }
      }
    }
    if afterLastNewline > 0 { returnToFirstColumn() }
    for index in afterLastNewline..<bytes.count { processOutput(bytes[index]) { _ in } }
  }
}
