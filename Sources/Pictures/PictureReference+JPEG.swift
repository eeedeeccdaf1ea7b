extension PictureReference {
    /// The bytes of a JPEG file of the picture. A file that is one already stays as it is, once it has been decoded to its end: what is no
    /// picture never gets out.
    public func jpeg() throws -> [UInt8] {
        guard case .file(let path) = self else { return try JPEGWriter.encode(decode()) }
        let bytes = try bytesOfFile(path, limit: PictureDecoder.byteLimit)
        let isJPEG = bytes.starts(with: [0xFF, 0xD8, 0xFF])
        let raster = try PictureDecoder.decode(bytes, side: isJPEG ? 64 : nil)
        return isJPEG ? bytes : try JPEGWriter.encode(raster)
    }
}
