/// The bytes that mean something in JSON.
enum ASCII {
  @inline(__always) static var backspace: UInt8 { 0x08 }
  @inline(__always) static var tab: UInt8 { 0x09 }
  @inline(__always) static var lineFeed: UInt8 { 0x0A }
  @inline(__always) static var formFeed: UInt8 { 0x0C }
  @inline(__always) static var carriageReturn: UInt8 { 0x0D }
  @inline(__always) static var space: UInt8 { 0x20 }
  @inline(__always) static var quote: UInt8 { 0x22 }
  @inline(__always) static var plus: UInt8 { 0x2B }
  @inline(__always) static var comma: UInt8 { 0x2C }
  @inline(__always) static var minus: UInt8 { 0x2D }
  @inline(__always) static var dot: UInt8 { 0x2E }
  @inline(__always) static var slash: UInt8 { 0x2F }
  @inline(__always) static var zero: UInt8 { 0x30 }
  @inline(__always) static var colon: UInt8 { 0x3A }
  @inline(__always) static var backslash: UInt8 { 0x5C }
  @inline(__always) static var openBracket: UInt8 { 0x5B }
  @inline(__always) static var closeBracket: UInt8 { 0x5D }
  @inline(__always) static var a: UInt8 { 0x61 }
  @inline(__always) static var e: UInt8 { 0x65 }
  @inline(__always) static var n: UInt8 { 0x6E }
  @inline(__always) static var u: UInt8 { 0x75 }
  @inline(__always) static var openBrace: UInt8 { 0x7B }
  @inline(__always) static var closeBrace: UInt8 { 0x7D }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool {
    byte &- zero < 10
  }
}
