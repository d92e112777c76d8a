/// How the screen obeys single controls and escape sequences.
extension Screen {
  mutating func execute(_ control: UInt8) {
    canRepeat = false
    switch control {
    case 0x05: break  // ENQ: the answer is empty, as xterm's is.
    case 0x07: report(.bell)
    case 0x08: cursorBack(1)
    case 0x09: forwardTab(1)
    case 0x0a, 0x0b, 0x0c: lineFeed()
    case 0x0d: carriageReturn()
    case 0x0e: charsets.shiftLeft(1)
    case 0x0f: charsets.shiftLeft(0)
    default: break
    }
  }

  mutating func escape(_ sequence: EscapeSequence) {
    guard let action = EscapeTable.action(sequence) else {
      unknownSequences += 1
      return
    }

    canRepeat = false
    switch action {
    case .index: index()
    case .nextLine:
      index()
      carriageReturn()
    case .reverseIndex: reverseIndex()
    case .setTab: tabs.set(cursor.column)
    case .singleShift(let set): charsets.shiftOnce(set)
    case .shiftLeft(let set): charsets.shiftLeft(set)
    case .shiftRight(let set): charsets.shiftRight(set)
    case .saveCursor: saveCursor()
    case .restoreCursor: restoreCursor()
    case .backIndex: backIndex()
    case .forwardIndex: forwardIndex()
    case .applicationKeypad(let isOn): changeMode(.applicationKeypad, isOn)
    case .reset: reset()
    case .identify: reportPrimaryAttributes()
    case .startProtection: protection = Protection(rule: .ecma, isOn: true)
    case .endProtection: protection.isOn = false
    case .alignmentPattern: showAlignmentPattern()
    case .lineSize(let size): setLineSize(size)
    // A VT100 has no 8-bit controls.
    case .eightBitControls(let isOn): if conformanceLevel > 61 { sendsEightBitControls = isOn }
    case .lowerLeft: moveCursor(toRow: rows - 1, column: 0)
    case .designate(let index, let has96Characters):
      designate(index, sequence, has96Characters: has96Characters)
    case .nothing: break
    }
  }

  private mutating func designate(
    _ index: Int, _ sequence: EscapeSequence, has96Characters: Bool
  ) {
    // `ESC ( % 6`: the second intermediate is part of the set's name.
    let inner = sequence.intermediates > 0xff ? sequence.intermediates & 0xff : 0
    let name = inner << 8 | UInt16(sequence.final)
    guard let set = CharacterSet(designator: name, has96Characters: has96Characters),
      !set.isNational || modes.flags.contains(.nationalSets)
    else {
      unknownSequences += 1
      return
    }

    charsets.designate(index, set)
  }
}
