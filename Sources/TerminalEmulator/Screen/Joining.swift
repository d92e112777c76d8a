/// What decides whether a scalar joins the character before it.
struct JoinContext {
  /// First and last scalar of that character; zero if there is none to join.
  var first: UInt32 = 0
  var last: UInt32 = 0
  var isSingle = false
}

/// The part of Unicode's grapheme clusters (UAX #29) that terminals need: combining marks, emoji
/// joined by U+200D, skin tones, and flags made of two regional indicators.
extension Screen {
  func joinContext(_ content: UInt32) -> JoinContext {
    JoinContext(
      first: graphemes.first(content), last: graphemes.last(content),
      isSingle: graphemes.length(content) == 1)
  }

  func joins(_ scalar: UInt32, to context: JoinContext) -> Bool {
    switch widths[scalar].kind {
    case .plain, .ignored: false
    case .extending: true
    case .regionalIndicator:
      context.isSingle && widths[context.first].kind == .regionalIndicator
    case .pictograph: context.last == CharacterWidth.joiner
    case .emojiModifier: widths[context.first].kind == .pictograph
    }
  }

  /// The columns that a character takes where there is room.
  func naturalWidth(_ content: UInt32) -> Int {
    let base = widths[graphemes.first(content)]
    var width = base.width
    graphemes.forEachScalar(content) { scalar in
      guard base.hasVariants else { return }

      if scalar == CharacterWidth.emojiSelector { width = 2 }
      if scalar == CharacterWidth.textSelector { width = 1 }
    }
    return width
  }
}
