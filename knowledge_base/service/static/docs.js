// No validator badge: it would send the document to a site outside.
const place = document.getElementById("api");
window.SwaggerUIBundle({ url: place.dataset.document, domNode: place, validatorUrl: null });
