/// Grounds to set a motif on: a disc, a ring, a sun of rays, a shield and the like.
enum Badge {
    static func draw(_ pen: Pen, _ random: inout Random) {
        let ground = random.pick([Paint.gold, .sky, .cream, .orange, .teal, .pink, .light, .navy, .red, .lime])
        let rim = random.pick([Paint.dark, .navy, .crimson, .brown, .light])
        switch random.int(6) {
        case 0:
            pen.circle(0, 0, 48, ground)
        case 1:
            pen.circle(0, 0, 48, rim)
            pen.circle(0, 0, 44, ground)
        case 2:
            let rays = random.int(12...22)
            pen.star(0, 0, rays, 49, 38, ground)
            pen.circle(0, 0, 36, .cream)
        case 3:
            pen.rect(-46, -46, 92, 92, ground, round: random.pick([3, 10, 20]))
        case 4:
            pen.blob([-42, -40, 0, -46, 42, -40, 43, 0, 30, 32, 0, 49, -30, 32, -43, 0], ground)
        default:
            // A setting sun behind bars.
            pen.circle(0, 0, 47, ground)
            for i in 0..<4 { pen.rect(-50, 12 + Double(i) * 9, 100, 1.6 + Double(i) * 1.2, .paper) }
        }
    }
}
