// For any browser that runs scripts at all, IE 9 too: the button is there only where it works.
(() => {
  var button = document.getElementById('print');
  if (!button || !window.print) return;
  button.className = 'button';
  button.onclick = () => {
    window.print();
  };
})();
