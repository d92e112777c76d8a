internal import ArgumentParser

/// How the interface is used.
struct InterfaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The letter that with Control begins umltop's own keys.", valueName: "letter"))
  var prefix = "b"

  func validate() throws {
    guard prefix.count == 1, letter.isASCII, ("a"..."z").contains(letter) else {
      throw ValidationError("--prefix is a letter from a to z, not '\(prefix)'")
    }
  }

  var letter: Unicode.Scalar { prefix.unicodeScalars.first ?? "b" }
}
