import Testing

@testable import TerminalEmulator
