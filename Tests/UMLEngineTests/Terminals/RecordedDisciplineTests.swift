import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Line discipline beside Linux's")
struct RecordedDisciplineTests {
  @Test("what a real terminal did is what ours does")
  func replay() {
    var failures: [String] = []
    for line in recordedDisciplineCases.split(separator: "\n") {
      guard let arrow = line.firstRange(of: " => ") else { continue }
      let operations = line[..<arrow.lowerBound].split(separator: " ").map(String.init)
      let expected = String(line[arrow.upperBound...])
      let actual = perform(operations)
      if actual != expected {
        failures.append(
          "\(operations.joined(separator: " "))\n  Linux \(expected)\n  here  \(actual)")
      }
    }
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  private func perform(_ operations: [String]) -> String {
    var discipline = LineDiscipline()
    var results: [String] = []
    // The recording ends with reads until nothing is left.
    let lastReads = (operations.lastIndex { !$0.hasPrefix("G16") } ?? 0) + 1
    for (index, operation) in operations.enumerated() {
      if index == lastReads { results.append("q\(discipline.readableCount)") }
      let output = perform(operation, on: &discipline, &results)
      // The first sets the terminal up, before the recording.
      if index > 0, index < lastReads { results.append("o" + hexadecimal(output)) }
    }
    return results.joined(separator: " ")
  }

  private func perform(
    _ operation: String, on discipline: inout LineDiscipline, _ results: inout [String]
  ) -> [UInt8] {
    var effects: [TerminalEffect] = []
    var output: [UInt8] = []
    let bytes = operation.first == "G" ? [] : unhexadecimal(operation.dropFirst())
    switch operation.first {
    case "T": discipline.change(Termios(bytes: bytes), into: &effects)
    case "R": _ = discipline.receive(bytes.span, into: &effects)
    case "W" where discipline.passesOutputUnchanged: output = bytes
    case "W": discipline.processOutput(bytes.span, into: &output)
    default:
      let limit = Int(operation.dropFirst()) ?? 0
      let returnsEmpty = !discipline.has(.canonical) && discipline.settings[.minimum] == 0
      let nothing = returnsEmpty ? "g" : "g-"
      results.append(
        discipline.hasInput() ? "g" + hexadecimal(discipline.read(limit: limit)) : nothing)
    }
    return output + outputBytes(effects)
  }
}

/// The bytes of all output effects.
func outputBytes(_ effects: [TerminalEffect]) -> [UInt8] {
  effects.flatMap { effect in if case .output(let bytes) = effect { bytes } else { [UInt8]() } }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

func unhexadecimal(_ text: some StringProtocol) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] << 4 | digits[$0 + 1])
  }
}
