import ArgumentParser

@main
struct Vitrine: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A shop window in a terminal.")
}
