/// Every style in use, by number. Number zero is the default style.
///
/// Numbers are never moved, so cells stay valid; those that no cell names any more are taken back
/// by `sweep`, which the screen calls once the table has doubled since the last time.
struct StyleTable {
  /// More than the cells of two ordinary screens; beyond it new styles turn into the default one.
  static let limit = 1 << 18

  private(set) var styles: [CellStyle] = [.standard]
  private var isFree: [Bool] = [false]
  private var free: [Int32] = []
  /// Open addressing: style numbers, −1 for an empty slot. Always a power of two long.
  private var slots = [Int32](repeating: -1, count: 256)
  private var used = 1
  private(set) var sweepThreshold = 4096

  init() { insertSlot(0) }

  subscript(index: Int) -> CellStyle {
    index < styles.count ? styles[index] : .standard
  }

  /// Whether it is time to look for styles that nobody uses.
  var needsSweep: Bool { used >= sweepThreshold }

  mutating func number(for style: CellStyle) -> Int {
    let mask = slots.count - 1
    var slot = style.tableHash & mask
    while slots[slot] >= 0 {
      let candidate = Int(slots[slot])
      if styles[candidate] == style { return candidate }
      slot = (slot + 1) & mask
    }
    guard used < Self.limit else { return 0 }

    let number: Int
    if let reused = free.popLast() {
      number = Int(reused)
      styles[number] = style
      isFree[number] = false
    } else {
      number = styles.count
      styles.append(style)
      isFree.append(false)
    }
    used += 1
    slots[slot] = Int32(number)
    if used * 2 > slots.count { rebuildSlots(count: slots.count * 2) }
    return number
  }

  /// Frees every style whose number is not marked.
  mutating func sweep(keeping isLive: [Bool]) {
    free.removeAll(keepingCapacity: true)
    used = 0
    for number in styles.indices {
      let keep = number == 0 || isLive[number]
      isFree[number] = !keep
      if keep { used += 1 } else { free.append(Int32(number)) }
    }
    sweepThreshold = min(max(4096, used * 2), Self.limit)
    // A table that is all live must not be swept at every new style.
    if used * 8 > Self.limit * 7 { sweepThreshold = Self.limit + 1 }
    rebuildSlots(count: slots.count)
  }

  private mutating func rebuildSlots(count: Int) {
    slots = [Int32](repeating: -1, count: count)
    for number in styles.indices where !isFree[number] { insertSlot(number) }
  }

  private mutating func insertSlot(_ number: Int) {
    let mask = slots.count - 1
    var slot = styles[number].tableHash & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(number)
  }
}
