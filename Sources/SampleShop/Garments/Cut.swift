/// A garment's outlines, in pixels of a 250x250 picture with x = 0 in the middle. Only the right half (x > 0 on screen) is
/// laid out; the left one mirrors it.
struct Cut {
    /// Where collar and shoulder meet, where shoulder and sleeve meet, under the arm, and the corner of the hem.
    var neck, shoulder, armpit, hem: Point
    /// How far the collar dips below `neck` in front and at the back.
    var frontDip, backDip: Double
    var sag, waist: Double
    /// None for a tank top.
    var sleeve: Sleeve?
    var ribWidth: Double
    let neckline: Garment.Neckline

    struct Sleeve {
        let direction: Point
        /// The cuff's upper and lower end.
        let outer, inner: Point
    }

    init(_ garment: Garment) {
        var random = Random(garment.seed, 2)
        neckline = garment.neckline
        let width: Double, length: Double
        switch garment.fit {
        case .regular: (width, length) = (random.range(55, 59), random.range(176, 186))
        case .fitted: (width, length) = (random.range(48, 52), random.range(170, 180))
        case .oversized: (width, length) = (random.range(63, 68), random.range(176, 188))
        case .cropped: (width, length) = (random.range(54, 60), random.range(128, 142))
        case .long: (width, length) = (random.range(52, 56), random.range(192, 198))
        }
        let top = garment.fit == .cropped ? random.range(50, 58) : random.range(28, 33)
        waist = garment.fit == .fitted ? random.range(4, 7) : random.range(-1, 2.5)
        sag = random.range(1, 5)
        ribWidth = random.range(4.2, 6.5)
        backDip = random.range(4, 6)
        switch garment.neckline {
        case .crew, .henley: (neck, frontDip) = (Point(random.range(20, 23), top), random.range(14, 19))
        case .vee: (neck, frontDip) = (Point(random.range(20, 24), top), random.range(32, 44))
        case .scoop: (neck, frontDip) = (Point(random.range(25, 30), top + 2), random.range(31, 40))
        case .polo: (neck, frontDip) = (Point(random.range(19, 21), top), random.range(16, 20))
        }
        hem = Point(width + random.range(-1, 3), top + length)
        if garment.sleeve == .none {
            shoulder = Point(neck.x + random.range(12, 19), top + random.range(4, 7))
            armpit = Point(width - 4, top + random.range(62, 72))
            sleeve = nil
            return
        }
        let dropped = garment.fit == .oversized ? 7.0 : 0
        shoulder = Point(width + 2 + dropped * 0.5, top + random.range(13, 17) + dropped * 0.5)
        armpit = Point(width - 1, top + random.range(54, 60) + dropped)
        let angle: Double, reach: Double, cuff: Double
        switch garment.sleeve {
        case .cap: (angle, reach, cuff) = (random.range(40, 50), random.range(28, 34), random.range(30, 34))
        case .elbow: (angle, reach, cuff) = (random.range(64, 69), random.range(100, 112), random.range(24, 28))
        case .long: (angle, reach, cuff) = (random.range(72, 78), random.range(148, 160), random.range(18, 22))
        default: (angle, reach, cuff) = (random.range(46, 58), random.range(54, 64) - dropped * 0.6, random.range(32, 38))
        }
        let direction = Point.direction(angle)
        let outer = shoulder + direction * reach
        sleeve = Sleeve(direction: direction, outer: outer, inner: outer + direction.normal * cuff)
    }

    // MARK: Outlines

    private typealias Segment = (Point, Point, Point)

    private var frontNeck: (start: Point, curve: Segment) {
        let start = Point(0, neck.y + frontDip)
        switch neckline {
        case .vee:
            let across = neck - start
            return (start, (start + across * 0.3, start + across * 0.72 + Point(2.5, 0), neck))
        case .scoop:
            return (start, (Point(neck.x * 0.72, start.y), Point(neck.x * 0.96, neck.y + frontDip * 0.6), neck))
        case .crew, .henley, .polo:
            return (start, (Point(neck.x * 0.62, start.y), Point(neck.x * 0.98, neck.y + frontDip * 0.55), neck))
        }
    }

    private var armhole: Segment {
        sleeve == nil
            ? (Point(shoulder.x - 1, shoulder.y + (armpit.y - shoulder.y) * 0.5), Point(armpit.x - 18, armpit.y - 6), armpit)
            : (Point(shoulder.x - 6, shoulder.y + 15), Point(armpit.x - 9, armpit.y - 16), armpit)
    }

    /// The front, sleeves apart.
    var body: Path {
        let length = hem.y - armpit.y
        let shoulderLine = shoulder - neck
        let bottom = Point(0, hem.y + sag)
        let half: [Segment] = [
            frontNeck.curve,
            (neck + shoulderLine * 0.33 + Point(0, 0.8), neck + shoulderLine * 0.72 + Point(0, 0.6), shoulder),
            armhole,
            (armpit + Point(-waist, length * 0.35), hem + Point(-waist * 0.6, -length * 0.3), hem),
            (hem + Point(-hem.x * 0.3, sag * 0.8), bottom + Point(hem.x * 0.4, 0), bottom),
        ]
        return Path(Cut.symmetric(frontNeck.start, half) + [.close])
    }

    /// The front edge of the collar from shoulder to shoulder.
    var neckEdge: Path {
        Path(Cut.symmetric(frontNeck.start, [frontNeck.curve], open: true))
    }

    /// The back edge of the collar.
    var backEdge: Path {
        Path([.move(neck.flipped), .curve(Point(-neck.x * 0.6, neck.y + backDip), Point(neck.x * 0.6, neck.y + backDip), neck)])
    }

    /// The inside of the back that shows through the collar.
    var inside: Path {
        let (start, curve) = frontNeck
        return Path(
            backEdge.steps + [
                .curve(curve.1, curve.0, start), .curve(curve.0.flipped, curve.1.flipped, neck.flipped), .close,
            ])
    }

    /// The right armhole's seam.
    var seam: Path {
        Path([.move(shoulder), .curve(armhole.0, armhole.1, armhole.2)])
    }

    /// A raglan's seam, from the collar to under the arm.
    var raglanSeam: Path {
        let top = neck + Point(-0.5, 5)
        return Path([.move(top), .curve(top + Point(9, 22), armpit + Point(-17, -17), armpit)])
    }

    /// The right sleeve; `raglan` takes the shoulder with it.
    func sleevePath(raglan: Bool) -> Path {
        guard let sleeve else { return Path() }
        let reach = (sleeve.outer - shoulder).length
        let under = sleeve.inner - armpit
        var steps: [Path.Step] = [.move(shoulder)]
        if raglan { steps = [.move(neck), .line(shoulder)] }
        steps += [
            .curve(
                shoulder + (shoulder - neck).unit * (reach * 0.16 + 3), sleeve.outer - sleeve.direction * (reach * 0.55),
                sleeve.outer),
            .curve(
                sleeve.outer + (sleeve.inner - sleeve.outer) * 0.3 + sleeve.direction * 2.2,
                sleeve.outer + (sleeve.inner - sleeve.outer) * 0.7 + sleeve.direction * 2.2, sleeve.inner
            ),
            .curve(sleeve.inner - sleeve.direction * (under.length * 0.4), armpit + under * 0.25 + Point(1, -1.5), armpit),
        ]
        if raglan {
            let top = neck + Point(-0.5, 5)
            steps += [.curve(armpit + Point(-17, -17), top + Point(9, 22), top), .close]
        } else {
            steps += [.curve(armhole.1, armhole.0, shoulder), .close]
        }
        return Path(steps)
    }

    /// The right cuff's end moved `inset` pixels up the sleeve, as a line.
    func cuffLine(inset: Double) -> Path {
        guard let sleeve else { return Path() }
        let back = sleeve.direction * (2 - inset)
        let across = sleeve.inner - sleeve.outer
        return Path([
            .move(sleeve.outer + back - across * 0.04 - sleeve.direction * 1.2),
            .curve(sleeve.outer + across * 0.3 + back, sleeve.outer + across * 0.7 + back, sleeve.inner + back + across * 0.04),
        ])
    }

    /// The hem moved `inset` pixels up, as a line.
    func hemLine(inset: Double) -> Path {
        let end = hem + Point(2, -inset)
        let middle = Point(0, hem.y + sag - inset)
        let curve: Segment = (middle + Point(hem.x * 0.4, 0), end + Point(-hem.x * 0.3, sag * 0.8), end)
        return Path(Cut.symmetric(middle, [curve], open: true))
    }

    /// A half that starts on the axis, there and back: the right half forwards, then the left one backwards. `open` starts at
    /// the far end of the left half and ends at that of the right one.
    private static func symmetric(_ start: Point, _ half: [Segment], open: Bool = false) -> [Path.Step] {
        let right = half.map { Path.Step.curve($0.0, $0.1, $0.2) }
        let ends = [start] + half.map(\.2)
        let left = half.indices.reversed().map { i in
            Path.Step.curve(half[i].1.flipped, half[i].0.flipped, ends[i].flipped)
        }
        return open ? [.move(ends[half.count].flipped)] + left + right : [.move(start)] + right + left
    }
}
