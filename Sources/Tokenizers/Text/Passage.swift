import Basics

/// A stretch of a text on its way to tokens.
struct Passage: Sendable {
    var scalars: [Unicode.Scalar]
    /// How many of the first scalars come from the very first one of the whole text; 0 further on in it.
    var leading: Int

    /// The most scalars that a text may have, or grow to.
    static let longest = 1 << 22

    init(_ text: String) throws(PlainError) {
        (scalars, leading) = (Array(text.unicodeScalars), 1)
        try checkLength()
    }

    init(_ scalars: [Unicode.Scalar], leading: Int) { (self.scalars, self.leading) = (scalars, leading) }

    subscript(range: Range<Int>) -> Passage { Passage(Array(scalars[range]), leading: min(range.count, max(0, leading - range.lowerBound))) }

    /// Replaces all by what `write` appends.
    mutating func rewrite(_ write: (Passage, inout Rewriting) throws(PlainError) -> Void) throws(PlainError) {
        var new = Rewriting(of: self)
        try write(self, &new)
        self = new.passage
        try checkLength()
    }

    func checkLength() throws(PlainError) {
        guard scalars.count <= Self.longest else { throw PlainError("the text is, or becomes, longer than \(grouped(Self.longest)) characters") }
    }
}

/// A passage that is written anew from another one, scalar by scalar.
struct Rewriting {
    private(set) var passage = Passage([], leading: 0)
    private let leading: Int

    init(of old: Passage) {
        leading = old.leading
        passage.scalars.reserveCapacity(old.scalars.count)
    }

    /// Appends a scalar that stands for the one at `index` of the old passage.
    mutating func append(_ scalar: Unicode.Scalar, for index: Int) {
        passage.scalars.append(scalar)
        if index < leading { passage.leading += 1 }
    }
}
