/// The state diagram as a table: for every state and byte one packed action and next state.
struct TransitionTable {
  struct Entry {
    let rawValue: UInt8

    init(_ action: ParserAction, _ state: ParserState) {
      rawValue = action.rawValue << 4 | state.rawValue
    }

    var action: ParserAction { ParserAction(rawValue: rawValue >> 4) ?? .ignore }
    var state: ParserState { ParserState(rawValue: rawValue & 15) ?? .ground }
  }

  private var entries = [Entry](repeating: Entry(.ignore, .ground), count: 16 * 256)

  @inline(__always)
  func entry(_ state: ParserState, _ byte: UInt8) -> Entry {
    entries[Int(state.rawValue) << 8 | Int(byte)]
  }

  init() {
    addEscapeSequences()
    addControlSequences()
    addDeviceStrings()
    addOtherStrings()
    addVT52Sequences()
  }

  private mutating func set(
    _ state: ParserState, _ bytes: ClosedRange<UInt8>, _ action: ParserAction, _ next: ParserState
  ) {
    for byte in bytes {
      entries[Int(state.rawValue) << 8 | Int(byte)] = Entry(action, next)
    }
  }

  /// Controls act in the middle of a sequence; CAN and SUB end it, ESC begins another.
  private mutating func addControls(_ state: ParserState) {
    set(state, 0x00...0x1f, .execute, state)
    set(state, 0x18...0x18, .execute, .ground)
    set(state, 0x1a...0x1a, .execute, .ground)
    set(state, 0x1b...0x1b, .ignore, .escape)
    set(state, 0x7f...0x7f, .ignore, state)
    set(state, 0x80...0xff, .abandon, .ground)
  }

  private mutating func addEscapeSequences() {
    addControls(.escape)
    set(.escape, 0x20...0x2f, .collect, .escapeIntermediate)
    set(.escape, 0x30...0x7e, .escapeDispatch, .ground)
    set(.escape, 0x50...0x50, .ignore, .deviceEntry)
    set(.escape, 0x58...0x58, .ignore, .ignoredString)
    set(.escape, 0x5b...0x5b, .ignore, .controlEntry)
    set(.escape, 0x5d...0x5d, .ignore, .commandString)
    set(.escape, 0x5e...0x5f, .ignore, .ignoredString)
    addControls(.escapeIntermediate)
    set(.escapeIntermediate, 0x20...0x2f, .collect, .escapeIntermediate)
    set(.escapeIntermediate, 0x30...0x7e, .escapeDispatch, .ground)
  }

  private mutating func addControlSequences() {
    let states: [ParserState] = [
      .controlEntry, .controlParameter, .controlIntermediate, .controlIgnore,
    ]
    for state in states {
      addControls(state)
      set(state, 0x20...0x2f, .collect, .controlIntermediate)
      set(state, 0x40...0x7e, .controlDispatch, .ground)
    }
    set(.controlEntry, 0x30...0x3b, .parameter, .controlParameter)
    set(.controlEntry, 0x3c...0x3f, .marker, .controlParameter)
    set(.controlParameter, 0x30...0x3b, .parameter, .controlParameter)
    set(.controlParameter, 0x3c...0x3f, .ignore, .controlIgnore)
    set(.controlIntermediate, 0x30...0x3f, .ignore, .controlIgnore)
    set(.controlIgnore, 0x20...0x3f, .ignore, .controlIgnore)
    set(.controlIgnore, 0x40...0x7e, .ignore, .ground)
  }

  private mutating func addDeviceStrings() {
    for state in [ParserState.deviceEntry, .deviceParameter, .deviceIntermediate] {
      addControls(state)
      set(state, 0x00...0x17, .ignore, state)
      set(state, 0x19...0x19, .ignore, state)
      set(state, 0x1c...0x1f, .ignore, state)
      set(state, 0x20...0x2f, .collect, .deviceIntermediate)
      set(state, 0x40...0x7e, .deviceStart, .devicePassthrough)
    }
    set(.deviceEntry, 0x30...0x3b, .parameter, .deviceParameter)
    set(.deviceEntry, 0x3c...0x3f, .marker, .deviceParameter)
    set(.deviceParameter, 0x30...0x3b, .parameter, .deviceParameter)
    set(.deviceParameter, 0x3c...0x3f, .ignore, .deviceIgnore)
    set(.deviceIntermediate, 0x30...0x3f, .ignore, .deviceIgnore)
    addString(.devicePassthrough, .put)
    addString(.deviceIgnore, .ignore)
  }

  private mutating func addOtherStrings() {
    addString(.commandString, .put)
    set(.commandString, 0x07...0x07, .stringEnd, .ground)
    addString(.ignoredString, .ignore)
    addControls(.stringEscape)
    set(.stringEscape, 0x20...0x7e, .ignore, .ground)
  }

  private mutating func addVT52Sequences() {
    addControls(.vt52Escape)
    set(.vt52Escape, 0x1b...0x1b, .ignore, .vt52Escape)
    set(.vt52Escape, 0x20...0x7e, .vt52, .ground)
  }

  /// Inside strings other controls mean nothing; bytes above 0x7f are the text's UTF-8.
  private mutating func addString(_ state: ParserState, _ action: ParserAction) {
    set(state, 0x00...0x1f, .ignore, state)
    set(state, 0x18...0x18, .execute, .ground)
    set(state, 0x1a...0x1a, .execute, .ground)
    set(state, 0x1b...0x1b, .ignore, .stringEscape)
    set(state, 0x20...0x7e, action, state)
    set(state, 0x7f...0x7f, .ignore, state)
    set(state, 0x80...0xff, action, state)
    set(state, 0x9c...0x9c, .mayEndString, state)
  }
}
