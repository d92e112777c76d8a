/// What a whole line is attached to: nothing, one channel, or one for each direction.
public enum LineSpec: Equatable, Sendable {
  /// The line does not exist.
  case none
  /// Both ways.
  case channel(ChannelSpec)
  /// `fd:3,fd:4`.
  case pair(input: ChannelSpec, output: ChannelSpec)

  /// `none` counts only as the whole text. A pair is input, then output.
  ///
  /// - Throws: what is wrong with one of the channels.
  public init(parsing text: String) throws(ChannelSpecError) {
    if text == "none" {
      self = .none
      return
    }
    guard let comma = text.firstIndex(of: ",") else {
      self = .channel(try ChannelSpec(parsing: text))
      return
    }
    let input = try ChannelSpec(parsing: String(text[..<comma]))
    let output = try ChannelSpec(parsing: String(text[text.index(after: comma)...]))
    self = .pair(input: input, output: output)
  }
}

extension LineSpec: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none: "none"
    case .channel(let spec): spec.description
    case .pair(let input, let output): "\(input),\(output)"
    }
  }
}
