/// What the kernel has to say, in the order it was said.
final class KernelLog {
  private(set) var lines: [String] = []

  func info(_ text: String) { lines.append(text) }
  func warning(_ text: String) { lines.append(text) }
  func error(_ text: String) { lines.append(text) }
  func emergency(_ text: String) { lines.append(text) }
}
