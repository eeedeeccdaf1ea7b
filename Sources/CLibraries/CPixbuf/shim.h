// The part of gdk-pixbuf and GLib that Vitrine calls, declared here: its own headers need compiler flags that the Swift package
// manager refuses (-pthread, by way of GIO), and these few prototypes are a stable C interface.
#ifndef VITRINE_PIXBUF_SHIM_H
#define VITRINE_PIXBUF_SHIM_H
#include <stddef.h>
#include <stdint.h>

typedef struct _GdkPixbuf GdkPixbuf;
typedef struct _GdkPixbufLoader GdkPixbufLoader;
typedef struct { uint32_t domain; int code; char *message; } VitrineGError;

GdkPixbufLoader *gdk_pixbuf_loader_new(void);
int gdk_pixbuf_loader_write(GdkPixbufLoader *loader, const unsigned char *bytes, size_t count, VitrineGError **error);
int gdk_pixbuf_loader_close(GdkPixbufLoader *loader, VitrineGError **error);
void gdk_pixbuf_loader_set_size(GdkPixbufLoader *loader, int width, int height);
GdkPixbuf *gdk_pixbuf_loader_get_pixbuf(GdkPixbufLoader *loader);

GdkPixbuf *gdk_pixbuf_new_from_data(const unsigned char *pixels, int colorspace, int has_alpha, int bits_per_sample, int width,
                                    int height, int row_stride, void (*destroy)(unsigned char *, void *), void *context);
GdkPixbuf *gdk_pixbuf_apply_embedded_orientation(GdkPixbuf *pixbuf);
int gdk_pixbuf_get_width(const GdkPixbuf *pixbuf);
int gdk_pixbuf_get_height(const GdkPixbuf *pixbuf);
int gdk_pixbuf_get_n_channels(const GdkPixbuf *pixbuf);
int gdk_pixbuf_get_rowstride(const GdkPixbuf *pixbuf);
// A GLib list: each node's data, then the next node.
typedef struct VitrineList { void *data; struct VitrineList *next; } VitrineList;
VitrineList *gdk_pixbuf_get_formats(void);
char *gdk_pixbuf_format_get_name(void *format);
void g_slist_free(VitrineList *list);
extern const char *gdk_pixbuf_version;
static inline const char *vitrine_pixbuf_version(void) { return gdk_pixbuf_version; }

const unsigned char *gdk_pixbuf_read_pixels(const GdkPixbuf *pixbuf);
int gdk_pixbuf_save_to_bufferv(GdkPixbuf *pixbuf, char **buffer, size_t *size, const char *type, char **keys, char **values,
                               VitrineGError **error);

// GLib's checksums; type 2 is SHA-256.
typedef struct _GChecksum GChecksum;
GChecksum *g_checksum_new(int type);
void g_checksum_update(GChecksum *checksum, const unsigned char *bytes, ptrdiff_t count);
const char *g_checksum_get_string(GChecksum *checksum);
void g_checksum_free(GChecksum *checksum);

void *g_object_ref(void *object);
void g_object_unref(void *object);
void g_error_free(VitrineGError *error);
void g_free(void *memory);
unsigned long g_signal_connect_data(void *instance, const char *signal, void (*handler)(void), void *context,
                                    void (*destroy)(void *, void *), int flags);

/// Called when the loader knows the picture's size and before it decodes.
typedef void (*VitrineSizePrepared)(GdkPixbufLoader *loader, int width, int height, void *context);
static inline void vitrine_on_size_prepared(GdkPixbufLoader *loader, VitrineSizePrepared handler, void *context) {
    g_signal_connect_data(loader, "size-prepared", (void (*)(void))handler, context, NULL, 0);
}
#endif
