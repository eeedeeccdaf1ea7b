import Foundation

typealias Point = SIMD2<Double>

extension SIMD2<Double> {
    var length: Double { (x * x + y * y).squareRoot() }
    /// The same direction with length 1; zero stays zero.
    var unit: Point { length > 0 ? self / length : self }
    /// A quarter turn clockwise on screen.
    var normal: Point { Point(-y, x) }
    var flipped: Point { Point(-x, y) }

    /// The direction `degrees` clockwise from the right.
    static func direction(_ degrees: Double) -> Point {
        Point(cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    }
}

/// An outline of lines and cubic Béziers; y grows downwards.
struct Path: Sendable {
    enum Step: Sendable {
        case move(Point)
        case line(Point)
        case curve(Point, Point, Point)
        case close
    }

    var steps: [Step] = []

    init(_ steps: [Step] = []) {
        self.steps = steps
    }

    static func + (a: Path, b: Path) -> Path {
        Path(a.steps + b.steps)
    }

    /// Through points given flat: x, y, x, y, ...
    static func polygon(_ xy: [Double], closed: Bool = true) -> Path {
        polygon(points(xy), closed: closed)
    }

    static func polygon(_ points: [Point], closed: Bool = true) -> Path {
        guard let first = points.first else { return Path() }
        return Path([.move(first)] + points.dropFirst().map { .line($0) } + (closed ? [.close] : []))
    }

    /// A smooth curve through points given flat (Catmull-Rom, as Béziers).
    static func smooth(_ xy: [Double], closed: Bool = true) -> Path {
        let points = points(xy)
        guard points.count > 2 else { return polygon(points, closed: false) }
        let count = points.count
        func at(_ index: Int) -> Point {
            closed ? points[(index + count) % count] : points[min(count - 1, max(0, index))]
        }
        var steps: [Step] = [.move(points[0])]
        for i in 0..<(closed ? count : count - 1) {
            steps.append(.curve(at(i) + (at(i + 1) - at(i - 1)) / 6, at(i + 1) - (at(i + 2) - at(i)) / 6, at(i + 1)))
        }
        return Path(steps + (closed ? [.close] : []))
    }

    static func ellipse(_ x: Double, _ y: Double, _ rx: Double, _ ry: Double, turn: Double = 0) -> Path {
        var path = arc(0, 0, 1, 0, 360)
        path.steps.append(.close)
        let (u, v) = (Point.direction(turn) * rx, Point.direction(turn + 90) * ry)
        return path.mapped { Point(x, y) + u * $0.x + v * $0.y }
    }

    /// Part of a circle, angles in degrees clockwise from the right.
    static func arc(_ x: Double, _ y: Double, _ r: Double, _ from: Double, _ to: Double) -> Path {
        let pieces = max(1, Int((abs(to - from) / 60).rounded(.up)))
        let step = (to - from) / Double(pieces)
        let handle = r * 4 / 3 * tan(step * .pi / 720)
        let center = Point(x, y)
        var steps: [Step] = [.move(center + .direction(from) * r)]
        for i in 0..<pieces {
            let (a, b) = (from + Double(i) * step, from + Double(i + 1) * step)
            let (start, end) = (center + .direction(a) * r, center + .direction(b) * r)
            steps.append(.curve(start + .direction(a + 90) * handle, end - .direction(b + 90) * handle, end))
        }
        return Path(steps)
    }

    static func rect(_ x: Double, _ y: Double, _ width: Double, _ height: Double, round: Double = 0) -> Path {
        let r = min(round, width / 2, height / 2)
        guard r > 0 else { return polygon([x, y, x + width, y, x + width, y + height, x, y + height]) }
        let corners = [
            (x + width - r, y + r, -90.0), (x + width - r, y + height - r, 0), (x + r, y + height - r, 90),
            (
                x + r,
                y + r, 180
            ),
        ]
        var steps: [Step] = []
        for (cx, cy, angle) in corners {
            let corner = arc(cx, cy, r, angle, angle + 90).steps
            if case .move(let point) = corner[0] { steps.append(steps.isEmpty ? .move(point) : .line(point)) }
            steps += corner.dropFirst()
        }
        return Path(steps + [.close])
    }

    /// A tube along a smooth line through points given flat, `from` wide at its start and `to` wide at its end.
    static func limb(_ xy: [Double], from: Double, to: Double) -> Path {
        let spine = sampled(points(xy))
        var left: [Point] = [], right: [Point] = []
        for (i, point) in spine.enumerated() {
            let along = (spine[min(i + 1, spine.count - 1)] - spine[max(i - 1, 0)]).unit
            let half = (from + (to - from) * Double(i) / Double(max(1, spine.count - 1))) / 2
            left.append(point + along.normal * half)
            right.append(point - along.normal * half)
        }
        guard let last = spine.last, let first = spine.first, spine.count > 1 else { return Path() }
        let (end, start) = ((last - spine[spine.count - 2]).unit, (spine[1] - first).unit)
        let cap = last + end * (to * 0.45)
        let tail = first - start * (from * 0.45)
        return smooth((left + [cap] + right.reversed() + [tail]).flatMap { [$0.x, $0.y] })
    }

    static func points(_ xy: [Double]) -> [Point] {
        stride(from: 0, to: xy.count - 1, by: 2).map { Point(xy[$0], xy[$0 + 1]) }
    }

    /// Points along the Catmull-Rom curve through `points`, about six to a piece.
    private static func sampled(_ points: [Point]) -> [Point] {
        guard points.count > 2 else { return points }
        func at(_ index: Int) -> Point { points[min(points.count - 1, max(0, index))] }
        var result: [Point] = []
        for i in 0..<(points.count - 1) {
            let (a, b, c, d) = (at(i - 1), at(i), at(i + 1), at(i + 2))
            for part in 0..<6 {
                let t = Double(part) / 6
                let linear: Point = b * 2 + (c - a) * t
                let second: Point = a * 2 - b * 5 + c * 4 - d
                let third: Point = b * 3 - a - c * 3 + d
                let sum: Point = linear + second * (t * t) + third * (t * t * t)
                result.append(sum / 2)
            }
        }
        return result + [points[points.count - 1]]
    }

    func mapped(_ transform: (Point) -> Point) -> Path {
        Path(
            steps.map { step in
                switch step {
                case .move(let p): .move(transform(p))
                case .line(let p): .line(transform(p))
                case .curve(let a, let b, let c): .curve(transform(a), transform(b), transform(c))
                case .close: .close
                }
            })
    }

    /// The smaller side of the box around all points and handles.
    var thickness: Double {
        var low = Point(repeating: .infinity), high = Point(repeating: -.infinity)
        func visit(_ p: Point) {
            low = pointwiseMin(low, p)
            high = pointwiseMax(high, p)
        }
        for step in steps {
            switch step {
            case .move(let p), .line(let p): visit(p)
            case .curve(_, _, let c): visit(c)
            case .close: break
            }
        }
        return max(0, min(high.x - low.x, high.y - low.y))
    }
}
