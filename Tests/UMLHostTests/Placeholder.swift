import Testing

@testable import UMLHost
