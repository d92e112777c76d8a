import Testing

@testable import UMLEngine
