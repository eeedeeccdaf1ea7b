/// What `preprocessor_config.json` says of pictures.
struct PictureConfig: Decodable {
    let do_resize: Bool?
    let size: Size?
    let resample: Int?
    let do_center_crop: Bool?
    let crop_size: Size?
    let do_rescale: Bool?
    let rescale_factor: Double?
    let do_normalize: Bool?
    let image_mean: [Float]?
    let image_std: [Float]?

    /// A number, the shorter side, or both sides.
    struct Size: Decodable {
        let shorter: Int?
        let sides: [Int]?

        private enum Keys: String, CodingKey { case shortest_edge, height, width }

        init(from decoder: any Decoder) throws {
            if let side = try? decoder.singleValueContainer().decode(Int.self) {
                (shorter, sides) = (side, nil)
                return
            }
            let values = try decoder.container(keyedBy: Keys.self)
            shorter = try values.decodeIfPresent(Int.self, forKey: .shortest_edge)
            let both = try [Keys.height, .width].map { try values.decodeIfPresent(Int.self, forKey: $0) }
            sides = both.contains(nil) ? nil : both.compactMap(\.self)
        }

        /// The side of a square.
        func square(_ name: String) throws(EncoderError) -> Int {
            guard let side = sides?.first ?? shorter, sides?.last ?? side == side else { throw .badPreprocessing("\(name) is no square") }
            return side
        }
    }

    /// - Throws: `EncoderError.badPreprocessing` for what is not understood.
    func preprocessing() throws(EncoderError) -> Preprocessing {
        guard let size else { throw .badPreprocessing("size is missing") }
        guard do_resize ?? true else { throw .badPreprocessing("do_resize is false, so pictures would not have the size of the network") }
        let crops = do_center_crop ?? (crop_size != nil)
        var preprocessing = Preprocessing(filter: try filter())
        if let shorter = size.shorter {
            // Without a crop only square pictures fit; the middle of the others is what was meant.
            preprocessing.resize = .crop
            preprocessing.size = crops ? try crop_size?.square("crop_size") ?? shorter : shorter
            preprocessing.shorterSide = shorter
        } else {
            let side = try size.square("size")
            let crop = try crops ? crop_size?.square("crop_size") ?? side : side
            guard crop == side else {
                throw .badPreprocessing("a crop out of a picture that was made square is not supported")
            }
            preprocessing.resize = .stretch
            (preprocessing.size, preprocessing.shorterSide) = (side, side)
        }
        try setValues(&preprocessing)
        try preprocessing.validate()
        return preprocessing
    }

    /// By Pillow's numbers.
    private func filter() throws(EncoderError) -> ResampleFilter {
        switch resample ?? 3 {
        case 2: return .bilinear
        case 3: return .bicubic
        default: throw .badPreprocessing("resample \(resample ?? 0) is not supported; 2 (bilinear) and 3 (bicubic) are")
        }
    }

    /// (value · factor − mean) / deviation, in the terms of values from 0 to 1 or to 255.
    private func setValues(_ preprocessing: inout Preprocessing) throws(EncoderError) {
        let normalizes = do_normalize ?? (image_mean != nil)
        let means = normalizes ? image_mean ?? [] : [0, 0, 0], deviations = normalizes ? image_std ?? [] : [1, 1, 1]
        guard means.count == 3, deviations.count == 3 else { throw .badPreprocessing("image_mean and image_std need 3 numbers each") }
        (preprocessing.means, preprocessing.deviations) = (means, deviations)
        guard do_rescale ?? true else {
            preprocessing.range = .bytes
            return
        }
        let factor = rescale_factor ?? 1 / 255
        guard factor.isFinite, factor > 0 else { throw .badPreprocessing("rescale_factor \(factor) is not above 0") }
        // Rounded as files round 1/255.
        let scale = Float(factor * 255)
        guard abs(scale - 1) > 1e-5 else { return }
        preprocessing.means = means.map { $0 / scale }
        preprocessing.deviations = deviations.map { $0 / scale }
    }
}
