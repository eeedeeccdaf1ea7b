import Foundation

/// Curves as an SVG drawing, for a page.
package struct LineChart {
    package struct Curve {
        package let name: String
        package let values: [Double]

        package init(_ name: String, _ values: [Double]) { (self.name, self.values) = (name, values) }
    }

    package let title: String
    package let curves: [Curve]
    /// Digits behind the point in the numbers beside the axis.
    package var decimals = 3

    package init(title: String, curves: [Curve], decimals: Int = 3) {
        (self.title, self.curves, self.decimals) = (title, curves, decimals)
    }

    private static let colors = ["#3566a8", "#c2571a", "#3c8a4c"]

    /// A figure for HTML, 460 by 220; numbers that are not finite are left out. Empty where there is none.
    /// Title and names are put in as they are.
    package func svg() -> String {
        let (width, height, left, bottom) = (460.0, 220.0, 52.0, 24.0)
        let all = curves.flatMap(\.values).filter(\.isFinite)
        guard let low = all.min(), let high = all.max() else { return "" }
        let span = high > low ? high - low : 1
        var body = ""
        for (number, curve) in curves.enumerated() {
            let last = Double(max(1, curve.values.count - 1))
            let points = Self.thinned(curve.values).map { place, value in
                let x = left + (width - left - 8) * Double(place) / last, y = 8 + (height - bottom - 12) * (high - value) / span
                return (x: String(format: "%.1f", x), y: String(format: "%.1f", y))
            }
            let color = Self.colors[number % Self.colors.count]
            if points.count == 1 {
                body += "<circle cx=\"\(points[0].x)\" cy=\"\(points[0].y)\" r=\"3\" fill=\"\(color)\"/>"
            }
            body +=
                "<polyline fill=\"none\" stroke=\"\(color)\" stroke-width=\"1.5\" points=\"\(points.map { "\($0.x),\($0.y)" }.joined(separator: " "))\"/>\n"
        }
        let legend =
            curves.count < 2
            ? ""
            : curves.enumerated().map { "<span style=\"color:\(Self.colors[$0.offset % 3])\">\($0.element.name)</span>" }.joined(separator: " · ")
        return """
            <figure class="chart"><figcaption>\(title) <small>\(legend)</small></figcaption>
            <svg viewBox="0 0 \(Int(width)) \(Int(height))" role="img" aria-label="\(title)">
            <path d="M\(left) 8V\(height - bottom)H\(width - 8)" fill="none" stroke="#bbb"/>
            <text x="\(left - 6)" y="14" text-anchor="end">\(text(high))</text><text x="\(left - 6)" y="\(height - bottom)" text-anchor="end">\(text(low))</text>
            \(body)</svg></figure>

            """
    }

    private func text(_ value: Double) -> String {
        abs(value) >= 0.001 || value == 0 ? String(format: "%.\(decimals)f", value) : String(format: "%.1e", value)
    }

    /// At most some hundred points, each the mean of those that it stands for.
    private static func thinned(_ values: [Double]) -> [(place: Int, value: Double)] {
        let step = max(1, values.count / 400)
        return stride(from: 0, to: values.count, by: step).compactMap { start in
            let some = values[start..<min(start + step, values.count)].filter(\.isFinite)
            return some.isEmpty ? nil : (start, some.reduce(0, +) / Double(some.count))
        }
    }
}
