/// The four designated sets and which of them bytes go through. Text that came as UTF-8 is not
/// touched by any of this; only ASCII bytes are, and others where they are no UTF-8.
struct CharacterSets: Equatable {
  private(set) var designated: [CharacterSet] = [.ascii, .ascii, .ascii, .ascii]
  private(set) var left = 0
  private(set) var right = 2
  /// The set for the next character alone (SS2, SS3).
  private(set) var singleShift: Int?
  /// Whether ASCII stands for itself, which lets text be printed in runs.
  private(set) var isPlain = true

  mutating func designate(_ index: Int, _ set: CharacterSet) {
    designated[index] = set
    update()
  }

  /// SI, SO, LS2, LS3.
  mutating func shiftLeft(_ index: Int) {
    left = index
    update()
  }

  /// LS1R, LS2R, LS3R.
  mutating func shiftRight(_ index: Int) { right = index }

  /// Whether the right half has characters of its own: then text is no UTF-8 any more.
  var hasRightHalf: Bool { designated[right] != .ascii }

  mutating func shiftOnce(_ index: Int) {
    singleShift = index
    update()
  }

  mutating func translate(_ byte: UInt8) -> UInt32 {
    let set = designated[singleShift ?? left]
    if singleShift != nil {
      singleShift = nil
      update()
    }
    return set.scalar(byte)
  }

  func translateRight(_ byte: UInt8) -> UInt32 { designated[right].scalar(byte) }

  private mutating func update() {
    isPlain = singleShift == nil && designated[left] == .ascii
  }
}
