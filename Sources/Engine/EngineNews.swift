/// What an engine tells without being asked.
public enum EngineNews: Hashable, Sendable {
    /// Somebody else has changed something: it is worth asking what.
    case changed
    /// Where the catalog is cannot be reached, for this reason in one line; what is here already still answers.
    case unreachable(String)
    /// What is here may be out of date, for this reason in one line.
    case outdated(String)
    /// It can be reached again.
    case reachable
}
