/// A regular expression as a tree.
indirect enum RegexNode {
    case set(ScalarSet)
    case sequence([RegexNode])
    /// The earlier of several goes first.
    case either([RegexNode])
    case repeated(RegexNode, least: Int, most: Int?, isLazy: Bool)
    case atBeginning, atEnd, atLineBeginning, atLineEnd
    /// Whether a scalar of the set comes next, or none.
    case ahead(ScalarSet, isNegated: Bool)
}
