/// One drawing: a name as in a title ("sleeping cat") and how to draw it. Each call draws a little differently, as its random
/// numbers say: pose, proportions, colors.
struct Motif: Sendable {
    let name: String
    let draw: @Sendable (Pen, inout Random) -> Void

    init(_ name: String, _ draw: @escaping @Sendable (Pen, inout Random) -> Void) {
        self.name = name
        self.draw = draw
    }
}

/// Motifs of one kind, such as cats.
struct MotifGroup: Sendable {
    let name: String
    let motifs: [Motif]

    init(_ name: String, _ motifs: [Motif]) {
        self.name = name
        self.motifs = motifs
    }

    /// All groups of drawings, in an order that stays: new ones go to the end.
    static let all: [MotifGroup] = [
        Cats.group, Bears.group, People.group, Fruit.group, Dogs.group, Birds.group, Fish.group, Flowers.group,
        Trees.group, Mountains.group, Boats.group, Instruments.group, Balls.group, Food.group, Drinks.group, Insects.group,
        Dinosaurs.group, Mushrooms.group, Hearts.group, Robots.group, Rockets.group, Skulls.group, SunsAndMoons.group, Waves.group,
        Cars.group, Bicycles.group,
    ]
}
