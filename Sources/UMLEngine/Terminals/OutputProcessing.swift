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

/// Copies text, with a return before each newline where that is wanted. Looks at eight bytes at a
/// time: a console's output is mostly text.
private struct LineCopy {
  private let source: UnsafeRawBufferPointer
  private let target: UnsafeMutableRawBufferPointer
  /// Where the copy ends.
  private(set) var end: Int

  /// `target` has room for the copy from `start` on.
  init(
    _ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, at start: Int
  ) {
    self.source = source
    self.target = target
    end = start
  }

  /// - Returns: the index after the last newline that has got a return, else zero.
  mutating func copy(addingReturns returns: Bool) -> Int {
    guard returns else {
      UnsafeMutableRawBufferPointer(rebasing: target[end...]).copyMemory(from: source)
      end += source.count
      return 0
    }

    var afterLastNewline = 0
    var index = 0
    while index < source.count {
      if index + 8 <= source.count {
        let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if !Self.hasNewline(word) {
          target.storeBytes(of: word, toByteOffset: end, as: UInt64.self)
          index += 8
          end += 8
          continue
        }
      }
      let next = min(index + 8, source.count)
      for position in index..<next {
        if source[position] == 0x0a {
          target[end] = 0x0d
          end += 1
          afterLastNewline = position + 1
        }
        target[end] = source[position]
        end += 1
      }
      index = next
    }
    return afterLastNewline
  }

  /// Whether one of eight bytes is 0x0a: only then does the subtraction borrow into a high bit that
  /// was not set.
  private static func hasNewline(_ word: UInt64) -> Bool {
    let difference = word ^ 0x0a0a_0a0a_0a0a_0a0a
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080 != 0
  }
}
