/// What an engine tells without being asked.
public enum EngineNews: Hashable, Sendable {
    /// Somebody else has changed something: it is worth asking what.
    case changed
    /// Where the catalog is cannot be reached, for this reason in one line; what is here already still answers.
    case unreachable(String)
    /// It can be reached again.
    case reachable
}
