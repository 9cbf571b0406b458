from . import documents, images, videos

__all__ = ["documents", "images", "videos"]
