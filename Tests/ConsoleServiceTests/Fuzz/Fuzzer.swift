import TestSupport
import UMLHost

/// Makes broken inputs out of good ones, the same ones in every run.
struct Fuzzer {
  private let seeds: [[UInt8]]
  private var random: SeededGenerator

  /// Takes the good inputs from `Tests/Corpora/NAME`, each a file of hexadecimal bytes.
  init(corpus name: String, seed: UInt64 = 1) throws {
    let tests = HostFile.parentPath(
      of: HostFile.parentPath(of: HostFile.parentPath(of: #filePath)))
    let folder = "\(tests)/Corpora/\(name)"
    seeds = try HostFile.names(in: folder).sorted().map { file in
      let digits = try HostFile.text(of: "\(folder)/\(file)").filter(\.isHexDigit)
      return stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
        let start = digits.index(digits.startIndex, offsetBy: index)
        return UInt8(digits[start...].prefix(2), radix: 16)
      }
    }
    random = SeededGenerator(seed: seed)
  }

  /// The inputs as they are, then so many broken ones.
  mutating func forEach(count: Int, _ body: ([UInt8]) throws -> Void) rethrows {
    for seed in seeds { try body(seed) }
    for _ in 0..<count { try body(mutated()) }
  }

  private mutating func mutated() -> [UInt8] {
    var bytes = pick(seeds) ?? []
    for _ in 0...Int.random(in: 0...3, using: &random) { mutate(&bytes) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...max(0, bytes.count - 1), using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1 where !bytes.isEmpty: bytes[place] = pick([0, 1, 0x7f, 0x80, 0xff]) ?? 0
    case 2: bytes = Array(bytes.prefix(place))
    case 3: bytes.insert(contentsOf: bytes.prefix(place), at: 0)
    case 4: bytes += pick(seeds) ?? []
    case 5 where place + 4 <= bytes.count:
      // A length or a number at its limits.
      let word: UInt32 = pick([0, 1, 511, 512, 0xffff, 0x7fff_ffff, 0xffff_ffff]) ?? 0
      for index in 0..<4 {
        bytes[place + index] = UInt8(truncatingIfNeeded: word >> UInt32(8 * index))
      }
    default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    }
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element? {
    choices.randomElement(using: &random)
  }
}
