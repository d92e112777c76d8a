/// How bright the phosphors of X11's picture tube are, from 0 to 1.
struct PhosphorIntensities {
  var red: Double
  var green: Double
  var blue: Double

  init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// What a colour takes, though it be more than the tube has, or less than nothing.
  init(_ color: CIEColor) {
    let (x, y, z) = (color.x, color.y, color.z)
    red = 3.483_404_812_535_39 * x - 1.521_763_749_272_852 * y - 0.559_231_333_540_497_8 * z
    green = -1.071_527_513_061_936 * x + 1.965_937_952_043_724 * y + 0.036_736_913_395_534_62 * z
    blue = 0.063_511_797_904_977_88 * x - 0.200_205_010_004_964_8 * y + 0.810_709_420_316_482_2 * z
  }

  var absolute: CIEColor {
    CIEColor(
      x: 0.381_061_491_087_147_9 * red + 0.320_257_123_653_521_1 * green
        + 0.248_345_785_259_331 * blue,
      y: 0.207_297_451_151_408_5 * red + 0.680_546_387_763_732_4 * green
        + 0.112_156_161_084_859_2 * blue,
      z: 0.021_339_443_500_880_28 * red + 0.142_971_930_202_464_8 * green
        + 1.241_728_926_296_655 * blue)
  }

  var isShown: Bool {
    let slack = 0.00001
    return min(red, green, blue) >= -slack && max(red, green, blue) <= 1 + slack
  }

  /// The same hue with the weakest phosphor dark and the strongest full.
  var fullestOfHue: PhosphorIntensities {
    let least = min(red, green, blue)
    let span = max(red, green, blue) - least
    return PhosphorIntensities(
      red: (red - least) / span, green: (green - least) / span, blue: (blue - least) / span)
  }

  func mixed(withWhite part: Double) -> PhosphorIntensities {
    PhosphorIntensities(
      red: red * (1 - part) + part, green: green * (1 - part) + part,
      blue: blue * (1 - part) + part)
  }

  var color: TerminalColor {
    TerminalColor(Self.reds.level(red), Self.greens.level(green), Self.blues.level(blue))
  }

  /// The levels at which a phosphor has certain intensities; between them it goes straight.
  private struct Curve {
    /// The level that the least light has. The next is the next multiple of five, and so on.
    let darkest: Int
    let millionths: [Int]

    func level(_ intensity: Double) -> Int {
      guard intensity > 0 else { return 0 }
      guard intensity < 1 else { return 255 }

      let wanted = intensity * 1_000_000
      let next = millionths.firstIndex { Double($0) > wanted } ?? millionths.count - 1
      let (low, high) = (Double(millionths[next - 1]), Double(millionths[next]))
      let (from, to) = (Double(level(at: next - 1)), Double(level(at: next)))
      return Int(from + (to - from) * (wanted - low) / (high - low) + 0.5)
    }

    private func level(at index: Int) -> Int { index == 0 ? darkest : (darkest / 5 + index) * 5 }
  }

  // What X11 answers when it is asked for intensities.
  private static let reds = Curve(
    darkest: 9,
    millionths: [
      0, 940, 1_481, 2_329, 3_529, 5_127, 7_169, 9_699, 12_759, 16_392, 20_637, 25_533, 31_119,
      37_431, 44_504, 52_373, 61_069, 70_624, 81_070, 92_433, 104_744, 118_026, 132_307, 147_610,
      163_958, 181_371, 199_871, 219_475, 240_202, 262_069, 285_089, 309_278, 334_647, 361_208,
      388_971, 417_945, 448_138, 479_555, 512_202, 546_082, 581_199, 617_552, 655_144, 693_971,
      734_031, 775_322, 817_837, 861_571, 906_515, 952_662, 1_000_000,
    ])
  private static let greens = Curve(
    darkest: 19,
    millionths: [
      0, 835, 1_998, 3_612, 5_736, 8_428, 11_745, 15_740, 20_463, 25_960, 32_275, 39_449, 47_519,
      56_520, 66_484, 77_439, 89_409, 102_418, 116_485, 131_625, 147_853, 165_176, 183_604, 203_140,
      223_783, 245_533, 268_384, 292_327, 317_351, 343_441, 370_580, 398_747, 427_919, 458_068,
      489_165, 521_176, 554_067, 587_797, 622_324, 657_604, 693_588, 730_225, 767_459, 805_235,
      843_491, 882_164, 921_187, 960_490, 1_000_000,
    ])
  private static let blues = Curve(
    darkest: 14,
    millionths: [
      0, 1_346, 2_080, 3_188, 4_729, 6_766, 9_357, 12_559, 16_424, 21_004, 26_344, 32_489, 39_481,
      47_357, 56_154, 65_903, 76_634, 88_373, 101_145, 114_968, 129_862, 145_841, 162_915, 181_095,
      200_386, 220_791, 242_309, 264_937, 288_670, 313_499, 339_410, 366_390, 394_421, 423_481,
      453_547, 484_592, 516_587, 549_498, 583_291, 617_925, 653_361, 689_553, 726_454, 764_013,
      802_178, 840_891, 880_093, 919_723, 959_715, 1_000_000,
    ])
}
