import Testing

@testable import UMLTUI
