/// How fine pictures are, the finest first: coarser ones take fewer bytes, for lines on which all of a page would take too long.
public enum PictureDetail: Int, CaseIterable, Hashable, Sendable, Comparable {
    case full
    /// As many pixels in fewer colours.
    case fewColors
    /// Of that, every second pixel in both directions, and so on.
    case half, third, quarter

    public static func < (a: PictureDetail, b: PictureDetail) -> Bool { a.rawValue < b.rawValue }

    /// By how much the sides are shorter.
    var divisor: Int { [1, 1, 2, 3, 4][rawValue] }

    /// About how many bytes a pixel of the screen takes.
    func bytesPerPixel(_ graphics: GraphicsProtocol) -> Double {
        switch graphics {
        case .symbols: 0
        case .kitty: [1.9, 0.5, 0.17, 0.08, 0.05][rawValue]
        case .sixel: [0.7, 0.45, 0.25, 0.16, 0.11][rawValue]
        case .iterm2: [0.6, 0.35, 0.11, 0.05, 0.03][rawValue]
        }
    }

    /// The finest in which a page takes no more than `limit` bytes, or the coarsest.
    ///
    /// - Parameter pixels: how many the page has, or as many more as its pictures take more bytes than others.
    static func finest(_ graphics: GraphicsProtocol, within limit: Int?, pixels: (PictureDetail) -> Double) -> PictureDetail {
        guard let limit, graphics != .symbols else { return .full }
        return allCases.first { $0.bytesPerPixel(graphics) * pixels($0) <= Double(limit) } ?? .quarter
    }
}

extension PictureFormat {
    /// The same with another detail; characters have but one.
    func with(_ detail: PictureDetail) -> PictureFormat {
        var format = self
        format.detail = graphics == .symbols ? .full : detail
        return format
    }
}
