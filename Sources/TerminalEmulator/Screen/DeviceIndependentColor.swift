/// Colours named as X11 names them for any screen: by intensities or by CIE's coordinates.
///
/// X11 (Xlib manual, "Color Strings") turns them into its own screen's colours by tables of one
/// particular picture tube. What cannot be shown is cut to what can.
enum DeviceIndependentColor {
  /// Reads `rgbi:r/g/b`, `CIEXYZ:`, `CIEuvY:`, `CIExyY:` or `CIELab:`, given in small letters.
  static func color(_ text: String) -> TerminalColor? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }

    let numbers = parts[1].split(separator: "/", omittingEmptySubsequences: false)
      .compactMap { Double($0) }
    guard numbers.count == 3, numbers.allSatisfy({ $0.isFinite && abs($0) <= 1000 }) else {
      return nil
    }

    let (a, b, c) = (numbers[0], numbers[1], numbers[2])
    switch parts[0] {
    case "rgbi": return (0...1).contains(min(a, b, c)) ? shown(a, b, c) : nil
    case "ciexyz": return color(x: a, y: b, z: c)
    case "cieuvy": return b == 0 ? nil : color(u: a, v: b, luminance: c)
    case "ciexyy": return b == 0 ? nil : color(x: a / b * c, y: c, z: (1 - a - b) / b * c)
    case "cielab": return color(lightness: a, a: b, b: c)
    default: return nil
    }
  }

  private static func color(u: Double, v: Double, luminance: Double) -> TerminalColor {
    color(
      x: 9 * u / (4 * v) * luminance, y: luminance,
      z: (12 - 3 * u - 20 * v) / (4 * v) * luminance)
  }

  private static func color(lightness: Double, a: Double, b: Double) -> TerminalColor {
    // Below this lightness X11 counts in a straight line, and a hundred times brighter than CIE.
    guard lightness >= 7.999_536_24 else {
      let y = lightness / 9.032_92
      return color(x: white.x * (a / 3893.5 + y), y: y, z: white.z * (y - b / 1557.4))
    }

    let base = (lightness + 16) / 116
    let cube = { (value: Double) in value * value * value }
    return color(
      x: white.x * cube(base + a / 500), y: cube(base), z: white.z * cube(base - b / 200))
  }

  /// The picture tube's white.
  private static let white = (x: 0.949_664_4, z: 1.406_040_3)

  /// From CIE's coordinates to the intensities of the picture tube's phosphors.
  private static func color(x: Double, y: Double, z: Double) -> TerminalColor {
    shown(
      3.483_404_8 * x - 1.521_763_7 * y - 0.559_231_3 * z,
      -1.071_527_5 * x + 1.965_938_0 * y + 0.036_736_9 * z,
      0.063_511_8 * x - 0.200_205_0 * y + 0.810_709_4 * z)
  }

  private static func shown(_ red: Double, _ green: Double, _ blue: Double) -> TerminalColor {
    TerminalColor(level(red, redLevels), level(green, greenLevels), level(blue, blueLevels))
  }

  /// The value between 0 and 255 that gives an intensity.
  private static func level(_ intensity: Double, _ levels: [Int]) -> Int {
    guard intensity != 0 else { return 0 }
    guard intensity < 1 else { return 255 }

    let place = max(intensity, 0).squareRoot().squareRoot() * Double(levels.count - 1)
    let index = min(Int(place), levels.count - 2)
    let (low, high) = (Double(levels[index]), Double(levels[index + 1]))
    return Int((low + (high - low) * (place - Double(index))) / 10)
  }

  /// Tenths of levels for intensities whose fourth roots are equally far apart, as X11 answers.
  private static let redLevels = [
    90, 90, 90, 90, 90, 101, 131, 194, 260, 328, 400, 471, 543, 619, 698, 778, 861, 948, 1036,
    1126, 1220, 1316, 1414, 1515, 1619, 1725, 1834, 1947, 2062, 2180, 2301, 2426, 2555,
  ]
  private static let greenLevels = [
    190, 190, 190, 190, 190, 202, 221, 262, 310, 363, 420, 481, 547, 614, 685, 758, 834, 914, 996,
    1080, 1169, 1259, 1354, 1452, 1553, 1658, 1768, 1882, 2002, 2128, 2261, 2403, 2555,
  ]
  private static let blueLevels = [
    140, 140, 140, 140, 140, 147, 157, 214, 275, 338, 405, 471, 540, 611, 683, 760, 838, 917, 1000,
    1086, 1174, 1266, 1361, 1459, 1560, 1666, 1775, 1890, 2009, 2134, 2266, 2406, 2555,
  ]
}
